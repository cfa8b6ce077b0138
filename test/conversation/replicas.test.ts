import { describe, expect, it } from 'vitest'
import { dropSchemasAfterwards, emptyPostgres, isPostgresThere } from '../support/postgres.ts'
import { type Replicas, startReplicas } from '../support/start-replicas.ts'
import { mainJobStart, playMainJob } from './main-job.ts'

const start = async () => startReplicas(mainJobStart, await emptyPostgres(), 2)
const failures = (bot: Replicas) =>
  bot.logLines.filter((line) => /"event":"[^"]*(failed|given-up)"/.test(line))

dropSchemasAfterwards()
describe.skipIf(!(await isPostgresThere()))('two replicas with PostgreSQL', () => {
  it('do the main job together, each slot by one of them', async () => {
    const bot = await start()
    await playMainJob(bot)
    const slots = bot.logged('slot.closed').map(({ job, at }) => `${job} ${at}`)
    expect(new Set(slots).size).toBe(slots.length)
    expect(slots).toContain('leader_digest 2026-03-23T00:10:00.000Z')
    expect(failures(bot)).toEqual([])
  }, 60_000)

  it('lose nothing, say nothing twice and keep the order while one after the other is replaced', async () => {
    const bot = await start()
    await bot.dispatched({ bound: ['高朗'] })
    const before = bot.messagesTo('高朗').length
    const words = Array.from({ length: 60 }, (_, n) => `任务 ${n % 2 === 0 ? 5 : 10}`)
    const talking = (async () => {
      for (const text of words) {
        bot.clock.pass(1000)
        await bot.platform.say(bot.openId('高朗'), 'p2p', text)
      }
    })()
    for (const n of [0, 1, 0]) await bot.replace(n)
    await talking
    await bot.settle()
    const answers = bot.messagesTo('高朗').slice(before)
    expect(answers).toHaveLength(words.length)
    expect(answers.map((text) => (text.includes('QH26-5') ? 5 : 10))).toEqual(
      words.map((text) => Number(text.slice(3))),
    )
    expect(failures(bot)).toEqual([])
  }, 60_000)
})
