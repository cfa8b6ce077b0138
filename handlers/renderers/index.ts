/** Outbox kind → the message at the moment of sending, or a reason to drop it. */

import type { Card } from '../../cards/kit.ts'
import { returnedCard } from '../../cards/reports/review.ts'
import { assignmentCard } from '../../cards/tasks/assignment.ts'
import { directiveCard, directiveReplyCard } from '../../cards/tasks/directive.ts'
import { findBindingRequest } from '../../db/bindings.ts'
import { findSubscription } from '../../db/chats.ts'
import { findImport } from '../../db/imports.ts'
import type { OutboxRow } from '../../db/outbox.ts'
import { findTask, loadPlans } from '../../db/plans.ts'
import { findStaffList } from '../../db/staff-lists.ts'
import type { Deps } from '../../src/ports.ts'
import { subscriptionRequest } from '../groups/subscription-request.ts'
import { importCard } from '../imports/import-card.ts'
import { requestCard } from '../people/decide-binding.ts'
import { namesakesOfName } from '../people/namesakes.ts'
import { staffCard } from '../people/staff-list-card.ts'
import { purgeCardOf } from '../purge/purge-card.ts'
import { awaitingSignature, signDesk } from '../reports/sign-reports.ts'
import { directiveView } from '../tasks/directives.ts'
import { requestCardOf, resultCardOf } from '../tasks/request-cards.ts'
import type { Rendered, Renderer, Renderers } from '../types.ts'
import { returnedView } from '../views/review-views.ts'
import { assignedTasks } from '../views/task-views.ts'
import { corrected, groupDigest, leaderDigest } from './digests.ts'
import { entrusted } from './entrusted.ts'
import { exportFile, exportProgress } from './exports.ts'
import { reminder, unreached } from './reminders.ts'
import { asTheyRead } from './text-mode.ts'
import { forTrial } from './trial.ts'

const asCard = (card: Card): Rendered => ({ body: { msgType: 'interactive', card } })

const importPreview: Renderer<'import_preview'> = async ({ importId }, _row, deps) => {
  const read = await findImport(deps.db, importId)
  return read ? asCard(await importCard(read, deps)) : { drop: 'import-gone' }
}

const assignment: Renderer<'assignment'> = async ({ planId, openId, trialFor }, _row, deps) => {
  const at = deps.clock.now()
  const found = (await loadPlans(deps.db, { openId }, deps.clock.now())).find(
    ({ plan }) => plan.id === planId,
  )
  if (found?.plan.state !== 'running') return { drop: 'plan-not-running' }
  const tasks = assignedTasks(found, openId, at)
  if (tasks.length === 0) return { drop: 'nothing-to-acknowledge' }
  const { code, title } = found.plan
  return asCard(forTrial(assignmentCard({ planId, code, title, at, tasks }), trialFor))
}

const renderers: Renderers = {
  card: async ({ card }) => ({ body: { msgType: 'interactive', card } }),
  text: async ({ text }) => ({ body: { msgType: 'text', text } }),
  import_preview: importPreview,
  assignment,
  binding_request: async ({ requestId }, _row, deps) => {
    const request = await findBindingRequest(deps.db, requestId)
    return request ? asCard(await requestCard(request, deps)) : { drop: 'request-gone' }
  },
  purge_request: async ({ purgeId }, _row, deps) => {
    const card = await purgeCardOf(purgeId, deps)
    return card ? asCard(card) : { drop: 'purge-gone' }
  },
  subscription_request: async ({ subscriptionId }, _row, deps) => {
    const row = await findSubscription(deps.db, subscriptionId)
    return row ? asCard(await subscriptionRequest(row, deps)) : { drop: 'subscription-gone' }
  },
  report_returned: async ({ taskId, reportId }, _row, deps) => {
    const found = await findTask(deps.db, taskId, deps.clock.now())
    const report = found?.task.lastReport
    if (!found || report?.id !== reportId) return { drop: 'reported-again' }
    return asCard(returnedCard(returnedView({ ...found, report })))
  },
  sign_off: async ({ openId }, _row, deps) => {
    const waiting = await awaitingSignature(openId, deps)
    return waiting.length > 0
      ? asCard(await signDesk(openId, 1, deps))
      : { drop: 'nothing-to-sign' }
  },
  task_request: async ({ requestId }, _row, deps) => {
    const card = await requestCardOf(requestId, deps)
    return card ? asCard(card) : { drop: 'request-gone' }
  },
  request_decided: async ({ requestId }, _row, deps) => {
    const card = await resultCardOf(requestId, deps)
    return card ? asCard(card) : { drop: 'request-gone' }
  },
  directive: async ({ directiveId }, _row, deps) => {
    const found = await directiveView(directiveId, deps)
    return found ? asCard(directiveCard(found.view)) : { drop: 'directive-gone' }
  },
  directive_reply: async ({ directiveId }, _row, deps) => {
    const found = await directiveView(directiveId, deps)
    return found ? asCard(directiveReplyCard(found.view)) : { drop: 'directive-gone' }
  },
  entrusted,
  staff_list: async ({ listId }, _row, deps) => {
    const list = await findStaffList(deps.db, listId)
    return list ? asCard(await staffCard(list, 1, deps)) : { drop: 'list-gone' }
  },
  namesakes: async ({ name }, _row, deps) => {
    const card = await namesakesOfName(name, deps)
    return card ? asCard(card) : { drop: 'name-gone' }
  },
  export_file: exportFile,
  export_progress: exportProgress,
  reminder,
  unreached,
  leader_digest: leaderDigest,
  group_digest: groupDigest,
  corrected,
}

/** Makes the message of a row as things stand now; for somebody in text mode as plain text. */
export const render = async (row: OutboxRow, deps: Deps): Promise<Rendered> => {
  const renderer = renderers[row.content.kind] as Renderer
  return asTheyRead(row, await renderer(row.content, row, deps), deps)
}
