/** 授权: who has which role, and the question before one is given or taken. */
import { type GlobalRole, globalRoles, roleWords } from '../src/domain/roles.ts'
import {
  button,
  type Card,
  type CardElement,
  card,
  cut,
  form,
  input,
  note,
  oneLine,
  plain,
  select,
  smallButtons,
} from './kit.ts'
import { dayAt, timeAt } from './words.ts'

export type RoleListView = {
  readonly at: number
  readonly holders: readonly {
    readonly openId: string
    readonly name: string
    readonly role: GlobalRole
  }[]
}

/** What a role brings, in one line. */
const brings: Readonly<Record<GlobalRole, string>> = {
  admin: '管理授权和运行状态，看不到任务内容',
  office: '看到并办理全部计划和任务',
  audit: '查看全部痕迹，包括填报和批办的文字',
  principal: '看到全部已下发的计划，可以提工作要求',
}

const listed = 40

/** Everybody with a granted role, and a form to name another one. */
export function roleListCard({ at, holders }: RoleListView): Card {
  const left = holders.length - listed
  return card({
    title: `授权 · ${holders.length}人次 · ${dayAt(at)}`,
    template: 'blue',
    elements: [
      ...globalRoles.flatMap((role) => group(role, holders.slice(0, listed))),
      ...(left > 0 ? [note(`另有 ${left} 人次未列出，可发送：撤销授权 角色 姓名`)] : []),
      form('grant', [
        select(
          'role',
          '选择角色',
          globalRoles.map((role) => ({ text: roleWords[role], value: role })),
          0,
        ),
        input('name', '姓名（必填）', { required: true, maxLength: 20 }),
        button(
          '查找',
          'main',
          { action: 'role.find' },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note('也可发送：授权 主要领导 姓名；撤销授权 审计 姓名'),
    ],
  })
}

function group(role: GlobalRole, holders: RoleListView['holders']): readonly CardElement[] {
  const held = holders.filter((one) => one.role === role)
  const names = held.map(({ name }) => cut(oneLine(name), 12)).join('、') || '无'
  return [
    plain(`${roleWords[role]}：${names}`),
    ...rows(held).map((some) =>
      smallButtons(
        ...some.map(({ openId, name }) =>
          button(
            `撤销 ${cut(oneLine(name), 8)}`,
            'default',
            { action: 'role.ask', openId, role, isGrant: false },
            { small: true },
          ),
        ),
      ),
    ),
  ]
}

const rows = <One>(all: readonly One[]): readonly (readonly One[])[] =>
  Array.from({ length: Math.ceil(all.length / 3) }, (_, index) =>
    all.slice(index * 3, index * 3 + 3),
  )

export type RoleChangeView = {
  readonly openId: string
  readonly name: string
  readonly units: readonly string[]
  readonly role: GlobalRole
  readonly isGrant: boolean
  readonly at: number
  readonly isDone: boolean
}

/** The second card: a role widens what somebody sees, so it is not given by a slip. */
export function roleChangeCard(view: RoleChangeView): Card {
  const { openId, role, isGrant, isDone } = view
  const verb = isGrant ? '授权' : '撤销授权'
  const name = cut(oneLine(view.name), 12)
  return card({
    title: `${verb} ${roleWords[role]} · ${name} · ${isDone ? '已办理' : '待确认'} · ${dayAt(view.at)}`,
    template: isDone ? 'grey' : 'orange',
    elements: [
      plain(
        `${name}${view.units.length > 0 ? `（${cut(view.units.map(oneLine).join('、'), 40)}）` : ''}\n` +
          `${roleWords[role]}：${brings[role]}。${isGrant ? '' : '撤销后不再有。'}`,
      ),
      ...(isDone
        ? [button('授权名单', 'default', { action: 'role.list' })]
        : [
            button(
              `确认${verb}`,
              isGrant ? 'main' : 'danger',
              { action: 'role.change', openId, role, isGrant },
              { fill: true },
            ),
          ]),
      note(
        isDone
          ? `${timeAt(view.at)}办理，已记入台账`
          : `不办理就不用按，什么都不会改变　也可发送：确认${verb} ${roleWords[role]} ${name}`,
      ),
    ],
  })
}

export type RoleChoiceView = {
  readonly role: GlobalRole
  readonly said: string
  readonly at: number
  readonly candidates: readonly {
    readonly openId: string
    readonly name: string
    readonly units: readonly string[]
  }[]
}

/** Several people of that name: one button each. */
export const roleChoiceCard = (view: RoleChoiceView): Card =>
  card({
    title: `授权 ${roleWords[view.role]} · 同名${view.candidates.length}人 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      plain(`叫“${cut(oneLine(view.said), 20)}”的有几位，请选择：`),
      ...view.candidates
        .slice(0, 8)
        .map(({ openId, name, units }) =>
          button(
            `${cut(oneLine(name), 12)}（${cut(units.map(oneLine).join('、') || '部门不详', 20)}）`,
            'default',
            { action: 'role.ask', openId, role: view.role, isGrant: true },
            { fill: true },
          ),
        ),
      note('没有要找的人，请核对姓名'),
    ],
  })
