/** The main job in six steps. Each part is done when the sandbox's log says so, whoever did it how. */
import { personOf } from './lookup.ts'
import type { World } from './state.ts'

type Text = { readonly zh: string; readonly en: string }

/** What a press on the guide's own button does. */
export type GuideAct =
  | { readonly kind: 'sample-table' }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'add-bot' }
  | { readonly kind: 'next-digest' }

export type Part = {
  readonly text: Text
  /** By name, as in the sample. */
  readonly person: string
  readonly where: 'private' | 'group'
  /** In which of the three phones it is best seen. */
  readonly place: number
  readonly isDone: (world: World) => boolean
  /** The guide's own button; offered until what it would bring is there. */
  readonly act?: GuideAct & {
    readonly label: Text
    readonly isThere?: (world: World) => boolean
  }
}

export type Step = { readonly title: Text; readonly parts: readonly Part[] }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Somebody pressed a button that does this, and the bot said yes. */
const pressed = (action: string, name?: string) => (world: World) =>
  world.events.some(({ type, event, toast }) => {
    if (type !== 'card.action.trigger' || toast?.type !== 'success') return false
    const value = isRecord(event.action) ? event.action.value : undefined
    const by = isRecord(event.operator) ? String(event.operator.open_id) : ''
    const isBy = name === undefined || personOf(world, by)?.name === name
    return isBy && isRecord(value) && value.action === action
  })

/** The bot told this person, or a group, something like it. */
const told = (where: { person?: string; group?: true }, pattern: RegExp) => (world: World) =>
  world.messages.some(({ from, chatId, text, isRecalled }) => {
    if (from !== 'bot' || isRecalled || !pattern.test(text)) return false
    const chat = world.chats.find((one) => one.chatId === chatId)
    if (where.group) return chat?.mode === 'group'
    const member = chat?.mode === 'p2p' ? chat.memberOpenIds[0] : undefined
    return member !== undefined && personOf(world, member)?.name === where.person
  })

const either =
  (...ways: readonly ((world: World) => boolean)[]) =>
  (world: World): boolean =>
    ways.some((way) => way(world))

const office = { person: '林督查', where: 'private', place: 0 } as const
const owner = { person: '高朗', where: 'private', place: 0 } as const
const leader = { person: '贺明远', where: 'private', place: 1 } as const
const group = { person: '章越', where: 'group', place: 2 } as const

const bind = (who: typeof owner | typeof leader): Part => ({
  ...who,
  text: {
    zh: `${who.person}说“你好”，再按［是］，姓名就和账号对上了`,
    en: `${who.person} says 你好 (hello) and presses 是 (yes): name and account are tied`,
  },
  isDone: either(
    pressed('binding.accept', who.person),
    told({ person: who.person }, /身份确认.*已绑定/),
  ),
  act: {
    kind: 'say',
    text: '你好',
    label: { zh: '说“你好”', en: 'Say 你好' },
    isThere: told({ person: who.person }, /^身份确认/),
  },
})

export const steps: readonly Step[] = [
  {
    title: { zh: '导入任务表', en: 'Import the table' },
    parts: [
      {
        ...office,
        text: {
          zh: '督查室把印好的任务表发给机器人，也可以拖自己的文件进来',
          en: 'The supervision office drops the printed table into the chat, or a file of its own',
        },
        isDone: told({ person: '林督查' }, /导入/),
        act: { kind: 'sample-table', label: { zh: '放入示例任务表', en: 'Drop the sample table' } },
      },
      {
        ...office,
        text: {
          zh: '看一眼预览，按［确认导入］：成为草案，还不通知任何人',
          en: 'Look at the preview and press 确认导入 (import): a draft, nobody is told',
        },
        isDone: pressed('import.commit'),
      },
    ],
  },
  {
    title: { zh: '下发', en: 'Dispatch' },
    parts: [
      {
        ...office,
        text: {
          zh: '按［下发］，看清谁将收到什么，再按［确认下发］',
          en: 'Press 下发 (dispatch), see who gets what, press 确认下发 (confirm)',
        },
        isDone: pressed('plan.dispatch.confirm'),
      },
    ],
  },
  {
    title: { zh: '绑定与签收', en: 'Acknowledge' },
    parts: [
      bind(owner),
      {
        ...owner,
        text: {
          zh: '收到自己的任务，按［全部签收］',
          en: 'The tasks arrive; press 全部签收 (acknowledge all)',
        },
        isDone: either(
          pressed('tasks.acknowledge-all', '高朗'),
          pressed('task.acknowledge', '高朗'),
        ),
        act: {
          kind: 'say',
          text: '我的任务',
          label: { zh: '说“我的任务”', en: 'Say 我的任务' },
          isThere: told({ person: '高朗' }, /新任务/),
        },
      },
    ],
  },
  {
    title: { zh: '填报', en: 'Report' },
    parts: [
      {
        ...owner,
        text: {
          zh: '说“填报 5”，填好进度和进展，按［提交］',
          en: 'Say 填报 5 (report on task 5), fill in the form, press 提交 (submit)',
        },
        isDone: pressed('report.submit', '高朗'),
        act: {
          kind: 'say',
          text: '填报 5',
          label: { zh: '说“填报 5”', en: 'Say 填报 5' },
          isThere: told({ person: '高朗' }, /^填报 /),
        },
      },
    ],
  },
  {
    title: { zh: '领导周报', en: 'Leader digest' },
    parts: [
      bind(leader),
      {
        ...leader,
        text: {
          zh: '把时间调到下周一，周报就到了',
          en: 'Move the clock to next Monday: the digest arrives',
        },
        isDone: told({ person: '贺明远' }, /周报/),
        act: { kind: 'next-digest', label: { zh: '时间走到下周一', en: 'On to next Monday' } },
      },
    ],
  },
  {
    title: { zh: '群订阅', en: 'Group' },
    parts: [
      {
        ...group,
        text: {
          zh: '群主章越把机器人加进群',
          en: 'The owner of the group adds the bot',
        },
        isDone: ({ chats }) => chats.some(({ mode, botIsIn }) => mode === 'group' && botIsIn),
        act: { kind: 'add-bot', label: { zh: '把机器人加入群', en: 'Add the bot' } },
      },
      {
        ...group,
        text: {
          zh: '在群里 @机器人 说“订阅 全部”',
          en: 'In the group, mention the bot and say 订阅 全部 (subscribe to all)',
        },
        isDone: told({ group: true }, /^订阅 /),
        act: {
          kind: 'say',
          text: '订阅 全部',
          label: { zh: '说“订阅 全部”', en: 'Say 订阅 全部' },
        },
      },
      {
        ...office,
        text: {
          zh: '群里有人超出可见范围，督查室按［同意］',
          en: 'Some members see more than they may: the office presses 同意 (agree)',
        },
        isDone: pressed('subscription.approve'),
      },
      {
        ...group,
        text: {
          zh: '再走到下周一，群里也有了周报',
          en: 'On to the Monday after: the group gets its digest too',
        },
        isDone: told({ group: true }, /周报/),
        act: { kind: 'next-digest', label: { zh: '时间走到下周一', en: 'On to next Monday' } },
      },
    ],
  },
]

/** Whether a step is done: what it ends in is. A later part that is done says that of those before. */
const isStepDone = ({ parts }: Step, world: World): boolean => parts.at(-1)?.isDone(world) === true

export const isPartDone = ({ parts }: Step, part: Part, world: World): boolean =>
  parts.slice(parts.indexOf(part)).some(({ isDone }) => isDone(world))

/** Where the guide is: the first step that is not done, and its first part that is not. */
export function whereIs(world: World): { step: number; part: Part } | undefined {
  const step = steps.findIndex((one) => !isStepDone(one, world))
  const at = steps[step]
  const part = at?.parts.find((one) => !isPartDone(at, one, world))
  return at && part ? { step, part } : undefined
}
