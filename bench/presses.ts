/** Reports by presses at a fixed rate: rights checked, state written, card built. */
import { readLedger, waiting } from '../test/soak/ledger.ts'
import { dispatchPlan, openStage, type Stage, settleTown, sleep } from '../test/soak/stage.ts'
import { table } from './figures.ts'
import { order, pinnedTo, serverCore } from './processes.ts'

const perSecond = 100
const seconds = 20
const people = 20
/** Each task is reported on every two seconds, always with the version that is then the last. */
const tasks = 200

export async function measurePresses(): Promise<void> {
  const stage = await openStage({
    town: { size: people, taskCount: tasks },
    prefix: pinnedTo(serverCore),
  })
  await stage.bot.start()
  await settleTown(stage)
  await dispatchPlan(stage)
  do await sleep(500)
  while ((await waiting(stage.bot.databaseUrl)) > 0)
  const { appId, encryptKey, verificationToken } = stage.town.world.app
  const { bot } = stage
  const figures = await order({
    kind: 'presses',
    port: Number(new URL(bot.url).port),
    keys: { appId, encryptKey, verificationToken },
    perSecond,
    presses: await submissions(stage),
    connections: 64,
  })
  const stored = await readLedger(bot.databaseUrl, (ask) =>
    ask('select count(*) as n from reports'),
  )
  await stage.close()
  console.log(
    `presses: 提交 of a report, ${perSecond} a second for ${seconds} s, ${people} people, ${tasks} tasks, the whole bot on one core\n`,
  )
  console.log(
    table([
      ['', 'per second', 'p50 ms', 'p99 ms', 'max ms', 'amiss', 'stored'],
      [
        'report submitted',
        figures.perSecond.toFixed(1),
        figures.p50.toFixed(1),
        figures.p99.toFixed(1),
        figures.max.toFixed(1),
        String(figures.amiss),
        `${stored[0]?.n} of ${perSecond * seconds}`,
      ],
    ]),
  )
  console.log('\n  aim: p99 under 100 ms')
}

/** The presses in their order, each on the version that the one before it makes. */
async function submissions({ bot, town }: Stage): Promise<readonly object[]> {
  const rows = await readLedger(bot.databaseUrl, (ask) =>
    ask('select id, seq, version from tasks order by seq'),
  )
  return Array.from({ length: perSecond * seconds }, (_, number) => {
    const task = rows[number % rows.length]
    const openId = town.officials[(Number(task?.seq) - 1) % people]?.openId
    const version = Number(task?.version) + Math.floor(number / rows.length)
    const value = { action: 'report.submit', taskId: task?.id, period: '2026-03', version }
    const progress = `第${number}次填报：已完成施工招标，正在办理用地手续，下周进场施工。`
    return {
      operator: { tenant_key: 'bench', open_id: openId },
      token: `c-bench${number}`,
      action: {
        tag: 'button',
        value,
        name: 'submit',
        form_value: { percent: '20', progress, problems: '', next_steps: '' },
      },
      host: 'im_message',
      context: { open_message_id: 'om_bench', open_chat_id: 'oc_bench' },
    }
  })
}
