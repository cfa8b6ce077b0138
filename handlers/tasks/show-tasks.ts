import { myTasksCard, tasksPerPage } from '../../cards/tasks/my-tasks.ts'
import { taskCard } from '../../cards/tasks/task.ts'
import { fieldWords } from '../../cards/tasks/task-edit.ts'
import { latestDirectives } from '../../db/directives.ts'
import { loadPeople } from '../../db/known-people.ts'
import { findByMessageId } from '../../db/outbox.ts'
import { accountNames } from '../../db/people.ts'
import { findTask } from '../../db/plans.ts'
import { findPerson } from '../../db/roles.ts'
import { latestEdits } from '../../db/task-edits.ts'
import { listTasks } from '../../db/task-list.ts'
import { openTaskRequests } from '../../db/task-requests.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import { reportFor, rolesOn, sees } from '../../src/domain/roles.ts'
import { splitPage } from '../../src/domain/task-query.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, sendPrivately, warning } from '../answers.ts'
import { coveredScope } from '../groups/subscriptions-in-force.ts'
import type { CardHandler, CommandHandler } from '../types.ts'
import { myTasksView, taskView } from '../views/task-views.ts'
import { isVisible, ownScope } from '../visibility.ts'
import { findSaidTask } from './find-task.ts'
import { loadListed } from './listed-tasks.ts'

async function myTasks(openId: string, page: number, deps: Deps) {
  const at = deps.clock.now()
  const people = await loadPeople(deps.db, at)
  const scope = await ownScope(deps.db, openId, people)
  const options = { on: shanghaiDate(at), page, perPage: tasksPerPage }
  const listed = await listTasks(deps.db, scope, { kind: 'all' }, options)
  const tasks = await loadListed(listed, people, deps)
  return myTasksCard(myTasksView(listed, tasks, openId, at))
}

/** 我的任务 · 我的任务 第2页: one's tasks, worst first. */
export const showMyTasks: CommandHandler = async (said, deps) =>
  answer(said, await myTasks(said.speaker, splitPage(said.rest).page, deps), deps)

/** Another page; pressed on a digest, the list comes as a new message. */
export const turnPage: CardHandler<'tasks.page'> = async ({ page }, press, deps) => {
  const card = await myTasks(press.operator, page, deps)
  const pressed = await pressedList(press.messageId, deps)
  if (pressed) return { reply: { card } }
  return sendPrivately(press, 'tasks', card, '已发给您', deps)
}

/** Whether the pressed message is itself a list of tasks: then it is redrawn in its place. */
async function pressedList(messageId: string, deps: Deps): Promise<boolean> {
  const row = await findByMessageId(deps.db, messageId)
  return row?.content.kind === 'card'
}

/** 任务 14: everything about one task; in a group only what its subscription covers. */
export const showTask: CommandHandler = async (said, deps) => {
  const covered = said.isPrivate ? undefined : await coveredScope(said.message.chatId, deps)
  const found = await findSaidTask(said, 'show', deps, covered)
  if ('card' in found) return answer(said, found.card, deps)
  const viewer = said.isPrivate ? said.speaker : ''
  return answer(said, await cardOf(found, viewer, deps), deps)
}

export const showPressedTask: CardHandler<'task.show'> = async ({ taskId }, press, deps) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found || !(await isVisible(deps.db, found, press.operator, deps.clock.now()))) {
    return { reply: { toast: warning('这项任务不在您能查看的范围内') } }
  }
  const card = await cardOf(found, press.operator, deps)
  return sendPrivately(press, 'task', card, '任务详情已发给您', deps)
}

/** The card of a task as one account sees it; `''`: as a group sees it. */
export async function cardOf(
  { plan, task }: { readonly plan: Plan; readonly task: Task },
  openId: string,
  deps: Deps,
) {
  const roles =
    openId === '' ? [] : rolesOn(task, await findPerson(deps.db, openId, deps.clock.now()))
  const author = reportFor(task, roles)?.authorOpenId ?? ''
  const directives = sees(roles, 'directives') ? await latestDirectives(deps.db, task.id, 3) : []
  const people = [...(author ? [author] : []), ...directives.map(({ by }) => by)]
  const names = await accountNames(deps.db, [...new Set(people)])
  const told = directives.map((one) => ({ ...one, by: names.get(one.by) ?? '' }))
  const beside = { directives: told, ...(await besideOf(task, deps)) }
  const viewer = { openId, roles }
  return taskCard(
    taskView({ plan, task }, viewer, names.get(author) ?? '', beside, deps.clock.now()),
  )
}

async function besideOf(task: Task, deps: Deps) {
  const { mergedInto } = task.life
  const [edits, requests, into] = await Promise.all([
    latestEdits(deps.db, task.id, 4),
    openTaskRequests(deps.db, task.id),
    mergedInto ? findTask(deps.db, mergedInto, deps.clock.now()) : undefined,
  ])
  return {
    edits: edits.map((edit) => ({ ...edit, field: fieldWords[edit.field] })),
    asked: requests.map(({ kind }) => kind),
    mergedInto: into ? `${into.plan.code}-${into.task.seq}` : null,
  }
}
