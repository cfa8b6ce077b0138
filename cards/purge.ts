/** 误传清除: what may be taken out, the question to the other member, and the trace. */
import type { PurgeTarget } from '../src/domain/purge.ts'
import { button, type Card, card, cut, note, oneLine, plain } from './kit.ts'
import { dayAt, timeAt } from './words.ts'

export type PurgeChoiceView = {
  /** `QL26-14`, or 导入的文件. */
  readonly of: string
  readonly at: number
  /** What there is, without its words. */
  readonly choices: readonly {
    readonly what: Exclude<PurgeTarget['kind'], 'text'>
    readonly id: string
    readonly about: string
  }[]
}

const listed = 8

/** Which of what is here: told by kind, author and time alone. */
export const purgeChoiceCard = (view: PurgeChoiceView): Card =>
  card({
    title: `误传清除 ${cut(view.of, 20)} · 请选择 · ${dayAt(view.at)}`,
    template: 'orange',
    elements: [
      plain(
        view.choices.length > 0
          ? '要清除哪一项？选择后请督查室另一名成员确认，确认前什么都不会改变。'
          : '没有可以清除的内容。',
      ),
      ...view.choices
        .slice(0, listed)
        .map(({ what, id, about }) =>
          button(
            cut(oneLine(about), 40),
            'default',
            { action: 'purge.ask', what, id },
            { fill: true },
          ),
        ),
      note('清除一段文字，请发送：误传清除 那段文字（至少6个字）；清除任务上的内容：误传清除 14'),
    ],
  })

export type PurgeView = {
  readonly purgeId: string
  readonly about: string
  readonly state: 'open' | 'done' | 'refused'
  readonly by: string
  readonly at: number
  /** `发出的消息 3处`, before or after. */
  readonly places: readonly string[]
  readonly decidedBy: string | null
  readonly decidedAt: number | null
  /** Epoch ms from which on a backup may hold it. */
  readonly since: number
  readonly backups: readonly { readonly at: number; readonly fileName: string }[]
  /** Messages in words, which cannot be drawn anew. */
  readonly unpatched: number
  /** Digests that were sent and may quote it. */
  readonly told: number
}

const states = { open: '待另一名成员确认', done: '已清除', refused: '未清除' } as const

const stateOf = ({ state, unpatched, told }: PurgeView): string =>
  state === 'done' && unpatched + told > 0
    ? `库内已清除，已发出的${unpatched + told}条未清除`
    : states[state]

export function purgeCard(view: PurgeView): Card {
  return card({
    title: `误传清除 · ${stateOf(view)} · ${dayAt(view.at)}`,
    template: view.state === 'open' ? 'red' : 'grey',
    elements: [
      plain(
        [
          `内容：${cut(oneLine(view.about), 60)}`,
          `提出：${cut(oneLine(view.by), 12)}，${timeAt(view.at)}`,
          ...(view.places.length > 0 ? [`所在：${view.places.join('、')}`] : []),
          ...(view.decidedBy && view.decidedAt
            ? [`决定：${cut(oneLine(view.decidedBy), 12)}，${timeAt(view.decidedAt)}`]
            : []),
        ].join('\n'),
      ),
      ...(view.state === 'open' ? buttonsOf(view) : []),
      ...(view.state === 'done' ? [plain(afterwards(view).join('\n'))] : []),
      note(
        view.state === 'open'
          ? '清除不能撤回，只留下时间和经办人。提出人自己不能确认；也可发送：确认清除、不清除'
          : '已记入台账，不含内容',
      ),
    ],
  })
}

const buttonsOf = ({ purgeId }: PurgeView) => [
  button('确认清除', 'danger', { action: 'purge.confirm', purgeId }, { fill: true }),
  button('不清除', 'default', { action: 'purge.refuse', purgeId }, { fill: true }),
]

const backupsListed = 10

function afterwards({ since, decidedAt, backups, unpatched, told }: PurgeView): readonly string[] {
  const names = backups
    .slice(0, backupsListed)
    .map(({ at, fileName }) => `${timeAt(at)} ${cut(oneLine(fileName), 40)}`)
  const left = backups.length - names.length
  return [
    '请发送人在聊天中撤回原消息和文件，机器人不能代为撤回。',
    ...(unpatched > 0 ? [`有 ${unpatched} 条已发出的文字消息不能改写，请在聊天中撤回。`] : []),
    ...(told > 0
      ? [
          `审核通过后已发给领导和群的简报 ${told} 条，可能引用过这些内容，未能清除，请逐一核对撤回。`,
        ]
      : []),
    `${timeAt(since)}至${timeAt(decidedAt ?? since)}之间做的备份可能还有这些内容，请销毁或重做：`,
    ...(names.length > 0 ? names : ['（系统没有记录到这段时间的备份，请核对人工做的备份）']),
    ...(left > 0 ? [`另有 ${left} 份`] : []),
  ]
}
