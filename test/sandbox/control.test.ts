import { afterEach, beforeEach, expect, it } from 'vitest'
import { button, card, sendCard, startStage } from './stage.ts'

let stage: Awaited<ReturnType<typeof startStage>>
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

async function control(method: string, path: string, body?: object) {
  const response = await fetch(`${stage.platform.url}/sandbox${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  // biome-ignore lint/suspicious/noExplicitAny: a body of the sandbox, looked into by the test
  return { status: response.status, body: (await response.json()) as any }
}

it('plays people by name', async () => {
  const said = await control('POST', '/say', { as: '张三', text: '帮助' })
  expect(said.body).toMatchObject({ messageId: expect.stringMatching(/^om_/) })
  await control('POST', '/say', { as: 'ou_li', chat: '重点工作群', text: '在', mention: true })
  const base64 = Buffer.from('x').toString('base64')
  await control('POST', '/file', { as: '张三', fileName: 'a.docx', base64 })
  expect(stage.stub.received).toHaveLength(3)
  const path = '/im/v1/messages?receive_id_type=open_id'
  const { answer } = await stage.api('POST', path, sendCard('ou_zhang', card(button('签收'))))
  stage.stub.answer = () => ({ body: { toast: { type: 'success', content: '好' } } })
  const { message_id: messageId } = answer.data
  const pressed = await control('POST', '/press', { as: '张三', messageId, button: '签收' })
  expect(pressed.body.toast.content).toBe('好')
  const { body } = await control('GET', `/messages?chat=${stage.platform.p2pChatId('ou_zhang')}`)
  expect(body.messages.map(({ shown }: { shown: string }) => shown)).toEqual([
    '帮助',
    'a.docx',
    '【标题】\n[签收]',
  ])
  expect((await control('GET', '/people')).body.people).toHaveLength(4)
})

it('says why something cannot be done', async () => {
  const nobody = await control('POST', '/say', { as: '钱七', text: '在' })
  expect(nobody).toMatchObject({ status: 409, body: { error: expect.stringContaining('钱七') } })
  expect(
    (await control('POST', '/press', { as: '张三', messageId: 'om_x', button: 1 })).status,
  ).toBe(409)
})
