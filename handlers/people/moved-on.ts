/** 已移交: the cards of somebody who handed over answer with the successor's name. */
import type { ActionName, ActionOf } from '../../cards/actions.ts'
import { noticeCard } from '../../cards/notice.ts'
import { accountNames } from '../../db/people.ts'
import { loadPlans } from '../../db/plans.ts'
import { rolesOf } from '../../db/roles.ts'
import { handoversFrom } from '../../db/stand-ins.ts'
import { chineseDate, shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { info } from '../answers.ts'
import type { CardHandler, Decision, Press } from '../types.ts'

type OnTask = Extract<ActionOf<ActionName>, { readonly taskId: string }>['action']

/** The handler of a button on a task, for whoever still has to do with it. */
export const unlessHandedOver =
  <Name extends OnTask>(handler: CardHandler<Name>): CardHandler<Name> =>
  async (action, press, deps) =>
    (await handedOver((action as ActionOf<OnTask>).taskId, press, deps)) ??
    handler(action, press, deps)

async function handedOver(
  taskId: string,
  { operator }: Press,
  deps: Deps,
): Promise<Decision | undefined> {
  const at = deps.clock.now()
  const [last] = (await handoversFrom(deps.db, operator)).filter(
    ({ state, fromOn }) => state === 'agreed' && fromOn <= shanghaiDate(at),
  )
  if (!last || (await rolesOf(deps.db, operator)).length > 0) return undefined
  const own = await loadPlans(deps.db, { openId: operator }, at)
  if (own.some(({ tasks }) => tasks.some(({ id }) => id === taskId))) return undefined
  const names = await accountNames(deps.db, [last.toId])
  const successor = names.get(last.toId) ?? '接手人'
  const card = noticeCard({
    title: `已移交 · ${successor}`,
    lines: [`这项任务自${chineseDate(last.fromOn)}起由${successor}办理，这张卡片不再受理。`],
    tone: 'info',
  })
  return { reply: { toast: info(`已移交给${successor}`), card } }
}
