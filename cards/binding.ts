/** 绑定: is this account the person named in the table? Asked of the person, else of the office. */
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  cut,
  inline,
  markdown,
  names,
  note,
  oneLine,
  plain,
  type Template,
} from './kit.ts'
import { dayAt } from './words.ts'

export type BindingOfferView = {
  readonly state: 'open' | 'accepted' | 'declined' | 'taken' | 'withdrawn'
  readonly offerId: string
  readonly name: string
  readonly units: readonly string[]
  readonly tasks: number
  /** What the tables print this person as: it decides what 是 brings. */
  readonly part: 'leader' | 'liaison' | 'owner'
  /** Epoch ms. */
  readonly at: number
}

type BindingCandidate = {
  readonly personId: string
  readonly name: string
  readonly units: readonly string[]
  readonly tasks: number
  /** Tied to another account, which would lose it. */
  readonly isBound: boolean
}

export type BindingRequestView = {
  readonly state: 'open' | 'assigned' | 'refused'
  readonly requestId: string
  /** The name the platform gives. */
  readonly realName: string
  readonly department: string | null
  /** No name fits, several do, or the person said that the one that fits is somebody else. */
  readonly reason: 'none' | 'several' | 'declined'
  /** What they wrote, if anything. */
  readonly said: string | null
  readonly candidates: readonly BindingCandidate[]
  /** Whom it was assigned to. */
  readonly assignedTo: string | null
  /** Epoch ms. */
  readonly at: number
}

type Look = { readonly word: string; readonly template: Template; readonly said: string }

const offerLooks: Readonly<Record<BindingOfferView['state'], Look>> = {
  open: {
    word: '待您确认',
    template: 'orange',
    said: '',
  },
  accepted: {
    word: '已绑定',
    template: 'green',
    said: '已绑定。任务表下发后，发送“我的任务”查看。',
  },
  declined: { word: '不是本人', template: 'grey', said: '已记下，督查室会为您核对。' },
  taken: {
    word: '已被绑定',
    template: 'grey',
    said: '这个姓名已绑定其他账号。如有误，请联系督查室。',
  },
  withdrawn: {
    word: '待督查室确认',
    template: 'grey',
    said: '通讯录中有同名的人，已请督查室确认，确认后会通知您。',
  },
}

type Part = { readonly counts: string; readonly brings: string }

const parts: Readonly<Record<BindingOfferView['part'], Part>> = {
  leader: { counts: '牵头任务', brings: '选“是”后，您每周会收到一份牵头任务摘要。' },
  liaison: { counts: '联络任务', brings: '选“是”后，您可以查看这些任务，不会被催办。' },
  owner: { counts: '责任任务', brings: '选“是”后，您会收到这些任务的提醒，并可填报。' },
}

const unitsOf = (units: readonly string[]): string =>
  units.length > 0 ? names(units, 3, '个单位') : '未列单位'

export function bindingOfferCard(view: BindingOfferView): Card {
  const look = offerLooks[view.state]
  const name = `**${inline(view.name, 20)}**`
  const { offerId } = view
  return card({
    title: `身份确认 · ${cut(oneLine(view.name), 12)} · ${look.word} · ${dayAt(view.at)}`,
    template: look.template,
    elements: [
      markdown([
        view.state === 'open' ? `您是 ${name} 吗？` : name,
        `${inline(unitsOf(view.units), 80)}，${parts[view.part].counts} ${view.tasks} 项`,
      ]),
      plain(look.said || parts[view.part].brings),
      ...(view.state === 'open'
        ? [
            buttons(
              button('是', 'main', { action: 'binding.accept', offerId }),
              button('不是', 'default', { action: 'binding.decline', offerId }),
            ),
            note('也可发送：是　或　不是'),
          ]
        : []),
    ],
  })
}

const requestLooks: Readonly<Record<BindingRequestView['state'], Omit<Look, 'said'>>> = {
  open: { word: '待督查室确认', template: 'orange' },
  assigned: { word: '已绑定', template: 'green' },
  refused: { word: '都不是', template: 'grey' },
}

const reasons: Readonly<Record<BindingRequestView['reason'], string>> = {
  none: '任务表中没有同名且未绑定的人。可请本人发送“我是 单位 姓名”。',
  several: '有同名的人，请核对部门后选一个。',
  declined: '本人说不是任务表中同名的那个人，请核对。',
}

export function bindingRequestCard(view: BindingRequestView): Card {
  const look = requestLooks[view.state]
  const department = view.department ? cut(oneLine(view.department), 30) : '通讯录中无部门'
  return card({
    title: `绑定申请 · ${cut(oneLine(view.realName), 12)} · ${look.word} · ${dayAt(view.at)}`,
    template: look.template,
    elements: [
      markdown(`**${inline(view.realName, 20)}**（${inline(department, 30)}）`),
      ...(view.said ? [plain(`本人说：${cut(oneLine(view.said), 200)}`)] : []),
      ...(view.state === 'open' ? question(view) : [plain(outcome(view))]),
    ],
  })
}

function question(view: BindingRequestView): readonly CardElement[] {
  const { requestId } = view
  const left = view.candidates.length - 5
  return [
    plain(view.candidates.length === 0 ? reasons.none : reasons[view.reason]),
    ...view.candidates.slice(0, 5).map((one) => {
      const label = `${cut(oneLine(one.name), 8)} · ${cut(unitsOf(one.units), 16)} · ${one.tasks} 项${one.isBound ? '（已绑定他人，将改绑）' : ''}`
      const action = { action: 'binding.assign', requestId, personId: one.personId } as const
      return button(label, 'default', action, { fill: true })
    }),
    ...(left > 0 ? [note(`另有 ${left} 人未列出，请本人发送“我是 单位 姓名”。`)] : []),
    button(
      view.candidates.length === 0 ? '不予绑定' : '都不是',
      'default',
      { action: 'binding.refuse', requestId },
      { fill: true },
    ),
  ]
}

const outcome = (view: BindingRequestView): string =>
  view.state === 'assigned'
    ? `已绑定为 ${cut(oneLine(view.assignedTo ?? view.realName), 40)}。`
    : '都不是，未绑定。'
