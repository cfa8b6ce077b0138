import { postWords } from '../../cards/people/person.ts'
import { resignedCard } from '../../cards/people/resigned.ts'
import { findAccount, officeMembers } from '../../db/people.ts'
import { loadPlans } from '../../db/plans.ts'
import { postsOf } from '../../db/posts.ts'
import { nameOfParty } from '../../src/domain/parties.ts'
import { isEnded } from '../../src/domain/plan-window.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { asContent, tell } from '../answers.ts'
import type { Writes } from '../types.ts'
import { taskRef } from '../views/task-views.ts'

/**
 * Somebody is found to have left, before that is written down: one card to each of the office
 * with what lost its person. Nothing where nothing did, or where it is known already.
 */
export async function tellOfResigned(openId: string, key: string, deps: Deps): Promise<Writes> {
  const at = deps.clock.now()
  const account = await findAccount(deps.db, openId)
  if (!account || account.isResigned) return []
  const [plans, posts, office] = await Promise.all([
    loadPlans(deps.db, { openId }, at),
    postsOf(deps.db, openId),
    officeMembers(deps.db),
  ])
  const held = posts.filter(({ state }) => state === 'held')
  const tasks = plans.flatMap(({ plan, tasks: all }) =>
    all.filter((task) => !isEnded(task)).map((task) => taskRef(plan, task)),
  )
  if (tasks.length + held.length === 0) return []
  const card = resignedCard({
    openId,
    name: account.name ?? '（未取得姓名）',
    tasks,
    posts: held.map(({ unitId, post }) => `${nameOfParty(unitId)}${postWords[post]}`),
    fromOn: shanghaiDate(at),
    at,
  })
  return office
    .filter((member) => member !== openId)
    .flatMap((member) => tell(member, `resigned:${key}:${openId}:${member}`, asContent(card), deps))
}
