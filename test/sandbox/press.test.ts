import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { button, card, sendCard, startStage, text } from './stage.ts'

let stage: Awaited<ReturnType<typeof startStage>>
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

const send = async (next: object, id = 'ou_zhang', type = 'open_id') => {
  const path = `/im/v1/messages?receive_id_type=${type}`
  const { answer } = await stage.api('POST', path, sendCard(id, next))
  expect(answer.msg).toBe('success')
  return answer.data.message_id as string
}

const option = (value: string, label: string) => ({ text: text(label), value })

const reportForm = card({
  tag: 'form',
  name: 'report',
  elements: [
    {
      tag: 'select_static',
      name: 'pct',
      required: true,
      options: [option('50', '一半'), option('100', '全部')],
      initial_index: 1,
    },
    { tag: 'input', name: 'note', max_length: 5, default_value: '正常' },
    { tag: 'input', name: 'more' },
    { tag: 'date_picker', name: 'eta', placeholder: text('预计完成') },
    {
      tag: 'multi_select_static',
      name: 'kinds',
      options: [option('a', '甲'), option('b', '乙')],
      selected_values: ['b'],
    },
    button('提交', { name: 'ok', form_action_type: 'submit' }),
    button('清空', { name: 'no', form_action_type: 'reset' }),
  ],
})

describe('what the client asks for', () => {
  it('wants a choice where several can be chosen, unless the card says otherwise', async () => {
    const field = { tag: 'multi_select_static', name: 'kinds', options: [option('a', '甲')] }
    const ask = (more: object) =>
      card({
        tag: 'form',
        name: 'f',
        elements: [
          { ...field, ...more },
          button('提交', { name: 'ok', form_action_type: 'submit' }),
        ],
      })
    const strict = await send(ask({}))
    await expect(stage.platform.press('ou_zhang', strict, '提交')).rejects.toThrow(
      'kinds is required',
    )
    const loose = await send(ask({ required: false }))
    expect(await stage.platform.press('ou_zhang', loose, '提交')).toMatchObject({ status: 200 })
  })

  it('reads a toast of which parts are left out', async () => {
    const id = await send(card(button('签收')))
    stage.stub.answer = () => ({ body: { toast: { i18n: { zh_cn: '已签收' } } } })
    expect(await stage.platform.press('ou_zhang', id, '签收')).toMatchObject({
      toast: { type: 'info', content: '已签收' },
    })
    stage.stub.answer = () => ({ body: { toast: { type: 'loud', content: '已签收' } } })
    expect(await stage.platform.press('ou_zhang', id, '签收')).toMatchObject({ code: 200672 })
  })
})

describe('pressing a button', () => {
  it('brings the value and redraws the card', async () => {
    const { platform, stub } = stage
    const id = await send(card(button('签收')))
    const next = card(button('填报'))
    stub.answer = () => ({
      body: { toast: { type: 'success', content: '已签收' }, card: { type: 'raw', data: next } },
    })
    const pressed = await platform.press('ou_zhang', id, '签收')
    expect(pressed).toMatchObject({ toast: { content: '已签收' }, card: next })
    expect(platform.messages()[0]).toMatchObject({ card: next, history: [{ by: 'press' }] })
    const { body, path } = stub.received[0] ?? { body: {}, path: '' }
    expect(path).toBe('/webhook/card')
    expect(body.header.create_time).toHaveLength(16)
    expect(body.event).toMatchObject({
      operator: { open_id: 'ou_zhang' },
      token: expect.stringMatching(/^c-/),
      action: { tag: 'button', value: { action: '签收' } },
      context: { open_message_id: id, open_chat_id: platform.p2pChatId('ou_zhang') },
    })
    await expect(platform.press('ou_zhang', id, '签收')).rejects.toThrow('no button')
  })

  it('is not possible when it is disabled, recalled, out of sight or too old', async () => {
    const { platform, api, clock } = stage
    const id = await send(card(button('签收', { disabled: true }), button('填报')))
    await expect(platform.press('ou_zhang', id, '签收')).rejects.toThrow('disabled')
    await expect(platform.press('ou_li', id, '填报')).rejects.toThrow('does not see')
    const gone = await send(card(button('填报')))
    await api('DELETE', `/im/v1/messages/${gone}`)
    await expect(platform.press('ou_zhang', gone, '填报')).rejects.toThrow('recalled')
    clock.at += 15 * 86_400_000
    await expect(platform.press('ou_zhang', id, '填报')).rejects.toThrow('14 days')
    expect(stage.stub.received).toHaveLength(0)
  })

  it.each([
    ['no JSON', { raw: 'no im.event handle' }, 200672],
    ['a JSON string', { body: 'no event handle' }, 200672],
    ['a malformed toast', { body: { toast: { type: 'ok', content: 'x' } } }, 200672],
    ['an error status', { status: 500 }, 200671],
    ['a redirect', { status: 302 }, 200671],
    ['a bad card', { body: { card: { type: 'raw', data: card({ tag: 'action' }) } } }, 200673],
    ['a card without raw', { body: { card: card() } }, 200673],
    ['a 1.0 card', { body: { card: { type: 'raw', data: { elements: [] } } } }, 200830],
    ['a late answer', { waitMs: 400 }, 200341],
  ])('shows the code for %s', async (_, answer, code) => {
    const id = await send(card(button('签收')))
    stage.stub.answer = () => answer
    expect(await stage.platform.press('ou_zhang', id, '签收')).toMatchObject({ code })
    expect(stage.platform.messages()[0]?.history).toEqual([])
  })

  it('shows 200340 without a URL and 200342 when nobody listens', async () => {
    const id = await send(card(button('签收')))
    stage.platform.setWebhookBase('')
    expect((await stage.platform.press('ou_zhang', id, '签收')).code).toBe(200340)
    stage.platform.setWebhookBase('http://127.0.0.1:9')
    expect((await stage.platform.press('ou_zhang', id, '签收')).code).toBe(200342)
  })

  it('locks the card until it is answered', async () => {
    const id = await send(card(button('签收')))
    stage.stub.answer = () => ({ waitMs: 100 })
    const pressing = stage.platform.press('ou_zhang', id, '签收')
    const early = await stage.api('PATCH', `/im/v1/messages/${id}`, {
      content: JSON.stringify(card()),
    })
    expect(early.answer.msg).toContain('card action is lock')
    await pressing
  })

  it('opens links without asking the bot', async () => {
    const link = { behaviors: [{ type: 'open_url', default_url: 'https://a.cn' }] }
    const id = await send(card(button('打开', link)))
    expect(await stage.platform.press('ou_zhang', id, '打开')).toEqual({ opened: 'https://a.cn' })
    expect(stage.stub.received).toHaveLength(0)
  })
})

describe('submitting a form', () => {
  it('sends what the card holds when nothing is filled in', async () => {
    const id = await send(reportForm)
    await stage.platform.press('ou_zhang', id, '提交')
    expect(stage.stub.received[0]?.body.event.action).toMatchObject({
      tag: 'button',
      name: 'ok',
      form_value: { pct: '50', note: '正常', more: '', kinds: ['b'] },
    })
  })

  it('sends what is filled in, dates with an offset, choices by label or value', async () => {
    const id = await send(reportForm)
    const formValues = { pct: '全部', note: '完成', eta: '2026-04-01', kinds: ['甲', 'b'] }
    await stage.platform.press('ou_zhang', id, '提交', { formValues })
    expect(stage.stub.received[0]?.body.event.action.form_value).toEqual({
      pct: '100',
      note: '完成',
      more: '',
      eta: '2026-04-01 +0800',
      kinds: ['a', 'b'],
    })
  })

  it.each([
    [{ pct: '' }, 'required'],
    [{ note: '一二三四五六' }, 'more than 5'],
    [{ pct: '75' }, 'not among'],
    [{ eta: '4月1日' }, 'cannot be picked'],
    [{ other: 'x' }, 'no field'],
  ])('checks %j on the client', async (formValues, words) => {
    const id = await send(reportForm)
    await expect(stage.platform.press('ou_zhang', id, '提交', { formValues })).rejects.toThrow(
      words,
    )
    expect(stage.stub.received).toHaveLength(0)
  })

  it('resets on the client', async () => {
    const id = await send(reportForm)
    expect(await stage.platform.press('ou_zhang', id, '清空')).toEqual({})
    expect(stage.stub.received).toHaveLength(0)
  })
})

it('calls back for selections outside forms, with the people of the chat', async () => {
  const select = { tag: 'select_person', name: 'who', placeholder: text('转给') }
  const id = await send(card(select), 'oc_team', 'chat_id')
  await stage.platform.choose('ou_zhang', id, '转给', 'ou_wang')
  expect(stage.stub.received[0]?.body.event.action).toMatchObject({
    tag: 'select_person',
    option: 'ou_wang',
  })
  await expect(stage.platform.choose('ou_zhang', id, 'who', 'ou_gone')).rejects.toThrow('not among')
})
