import { it, onTestFinished } from 'vitest'
import { startWorkerBot } from '../support/start-worker.ts'
import { mainJobStart, playMainJob } from './main-job.ts'

it('the main job on the built Worker', async () => {
  const bot = await startWorkerBot(mainJobStart)
  onTestFinished(bot.close)
  await playMainJob(bot)
}, 120_000)
