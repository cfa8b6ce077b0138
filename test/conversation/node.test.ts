import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startReplicas } from '../support/start-replicas.ts'
import { mainJobStart, playMainJob } from './main-job.ts'

it('the main job on one Node server with SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'duban-main-job-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const bot = await startReplicas(mainJobStart, `file:${join(folder, 'duban.db')}`, 1)
  await playMainJob(bot)
  expect(bot.logLines.filter((line) => /"event":"[^"]*(failed|given-up)"/.test(line))).toEqual([])
}, 60_000)
