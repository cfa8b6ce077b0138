import type { Database } from '../../db/database.ts'
import { type DeadLetter, deadLetters, retryDeadLetter } from '../../db/dead-letters.ts'
import { migrate } from '../../db/migrate.ts'
import { openDatabase } from '../../db/open.ts'
import { kindWords, type OutboxKind } from '../../db/outbox-content.ts'
import type { Config } from '../config.ts'
import { clockTime, shanghaiDate } from '../domain/time.ts'
import { alignedTable } from '../sandbox/platform/text-width.ts'

const shownRows = 200
const mostRetried = 10_000

const receivers: Readonly<Record<string, string>> = {
  open_id: '个人',
  chat_id: '群',
  reply: '回复',
  patch: '更新卡片',
}
const states = { failed: '未送达', unknown: '结果不明', stuck: '等待过久' } as const

const kindOf = (kind: string): string => kindWords[kind as OutboxKind] ?? kind

/** `duban outbox`: what did not leave. @returns the exit code */
export async function outboxCommand(config: Config): Promise<number> {
  return onDatabase(config, async (db) => {
    const found = await deadLetters(db, Date.now(), shownRows + 1)
    if (found.length === 0) {
      console.log('没有未送达的消息')
      return 0
    }
    const letters = found.slice(0, shownRows)
    const header = ['编号', '类型', '接收者', '状态', '次数', '错误码', '自', '原因']
    console.log(alignedTable(header, letters.map(cellsOf)).join('\n'))
    const more = found.length > shownRows ? `（只列出最近 ${shownRows} 条）` : ''
    console.log(`共 ${letters.length} 条${more}。重新发送：duban outbox retry 编号，或 --all`)
    return 0
  })
}

const cellsOf = (letter: DeadLetter): readonly string[] => [
  letter.id,
  kindOf(letter.kind),
  `${receivers[letter.receiver.type] ?? ''} ${letter.receiver.name ?? letter.receiver.id}`,
  letter.isOnItsWay ? '正在发送' : states[letter.state],
  String(letter.attempts),
  letter.code ? String(letter.code) : '—',
  `${shanghaiDate(letter.since)} ${clockTime(letter.since)}`,
  letter.reason ?? '—',
]

/** `duban outbox retry ID|--all`: puts them back; the running server sends them. */
export async function retryCommand(
  id: string | undefined,
  { all: isAll = false }: { readonly all?: boolean },
  config: Config,
): Promise<number> {
  if ((id === undefined) !== isAll) {
    console.error('请给出一个消息编号，或者用 --all 重新发送全部（编号见 duban outbox）')
    return 2
  }
  return onDatabase(config, async (db) => {
    const now = Date.now()
    const found = await deadLetters(db, now, mostRetried, id)
    if (id !== undefined && found.length === 0) {
      console.error(`没有编号为“${id}”的未送达消息（编号见 duban outbox）`)
      return 1
    }
    const letters = found.filter(({ isOnItsWay }) => !isOnItsWay)
    for (const letter of letters) await retryDeadLetter(db, letter, now)
    const skipped = found.length - letters.length
    const rest = skipped > 0 ? `；${skipped} 条正在发送，未改动` : ''
    console.log(`已放回 ${letters.length} 条，服务运行时即会发送${rest}`)
    return 0
  })
}

async function onDatabase(config: Config, work: (db: Database) => Promise<number>) {
  const db = await openDatabase(config)
  try {
    await migrate(db, Date.now())
    return await work(db)
  } finally {
    await db.close()
  }
}
