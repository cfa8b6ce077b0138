import { expect, it } from 'vitest'
import { takeSnapshot } from '../src/export/snapshot.ts'
import { workerPrinter } from '../src/worker/printer.ts'
import { plan, task } from './domain/samples.ts'

const order = (tasks: number) => ({
  form: 'decomposition' as const,
  format: 'excel' as const,
  snapshot: takeSnapshot(
    { plan: plan(), tasks: Array.from({ length: tasks }, (_, at) => task({ seq: at + 1 })) },
    { asOf: 0, edition: 'internal' },
  ),
})

it('prints 500 tasks on Workers, and refuses more with the way that does it', async () => {
  expect(await workerPrinter(order(500))).toMatchObject({ ok: true })
  expect(await workerPrinter(order(501))).toMatchObject({
    ok: false,
    message: expect.stringMatching(/501.*服务器版（Node）/),
  })
})
