import { expect, it } from 'vitest'
import { LarkError } from '../src/lark/errors.ts'
import { jsonLog } from '../src/log.ts'

function lines(secrets: readonly string[] = []) {
  const written: string[] = []
  const log = jsonLog((line) => written.push(line), secrets)
  return { log, written, last: () => JSON.parse(written.at(-1) ?? '') }
}

it('writes one line of JSON an event: when, what, and its facts', () => {
  const { log, written, last } = lines()
  log('server.started', { url: 'http://127.0.0.1:3000', lines: 'a\nb' })
  expect(written[0]).not.toContain('\n')
  expect(last()).toMatchObject({ event: 'server.started', lines: 'a\nb' })
  expect(Date.parse(last().at)).toBeGreaterThan(0)
})

it('shows of an error its name, message and place, never what it carries', () => {
  const { log, last } = lines()
  const error = Object.assign(new TypeError('broken', { cause: new Error('deeper') }), {
    config: { data: 'words of a person' },
  })
  log('sweep.failed', { error })
  expect(last().error).toMatchObject({ name: 'TypeError', message: 'broken', cause: 'deeper' })
  expect(last().error.stack[0]).toContain('log.test.ts')
  expect(JSON.stringify(last())).not.toContain('words of a person')
})

it('keeps the platform’s own code and log id', () => {
  const { log, last } = lines()
  log('delivery.failed', { error: new LarkError(230013, 'no', { logId: 'id-1' }) })
  expect(last().error).toMatchObject({ code: 230013, logId: 'id-1' })
})

it.each([
  ['a plain secret', 'pl4in-s3cret'],
  ['one with a quote', 'qu"ote'],
  ['one with a backslash', 'back\\slash'],
])('never shows %s, wherever it stands', (_kind, secret) => {
  const { log, written } = lines([secret])
  log('a', { value: secret, nested: { list: [`x${secret}y`] } })
  log('b', { error: new Error(`failed with ${secret}`, { cause: new Error(secret) }) })
  const escaped = JSON.stringify(secret).slice(1, -1)
  expect(written.join('\n')).not.toContain(secret)
  expect(written.join('\n')).not.toContain(escaped)
  for (const line of written) expect(() => JSON.parse(line)).not.toThrow()
})

it('never shows a token of the platform', () => {
  const { log, written } = lines()
  log('a', {
    header: 'Bearer t-abcdefghijklmnop',
    text: '"tenant_access_token":"t-g1044qeGEDXTB6"',
  })
  expect(written[0]).not.toMatch(/abcdefghijklmnop|g1044qeGEDXTB6/)
})
