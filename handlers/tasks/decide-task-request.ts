/** The office answers 延期, 办结 and 有异议. */
import { RefuseForm } from '../../cards/actions.ts'
import { lifeRefusals } from '../../cards/tasks/life-words.ts'
import { refuseFormCard, taskRequestCard } from '../../cards/tasks/task-request.ts'
import { audit } from '../../db/audit.ts'
import { updateTaskState } from '../../db/plan-writes.ts'
import { saveTaskContent } from '../../db/task-edits.ts'
import { openTaskRequests, recordDecision } from '../../db/task-requests.ts'
import { reportTextLimit } from '../../src/domain/report-content.ts'
import {
  type DecideOutcome,
  type DecideRefusal,
  decideRequest,
} from '../../src/domain/task-requests.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import {
  answer,
  answerNotice,
  failure,
  info,
  sendPrivately,
  success,
  tell,
  warning,
} from '../answers.ts'
import { officeDesk } from '../desk/office-desk.ts'
import type { CardHandler, Decision, Press, Said, Writes } from '../types.ts'
import { findSaidTask } from './find-task.ts'
import { type RequestFound as Found, findRequest, viewOf } from './request-cards.ts'
import { answerRequests } from './request-writes.ts'
import { askToAcknowledge } from './tell-unit.ts'

const refusals: Readonly<Record<DecideRefusal, string>> = {
  ...lifeRefusals,
  'not-office': '只有督查室可以决定',
  'already-decided': '这项申请已经决定过',
  'answer-missing': '请写明意见',
  'reason-too-long': `意见最多 ${reportTextLimit} 字`,
}

type Answered = { readonly by: string; readonly isGranted: boolean; readonly answer: string }

async function decide(found: Found, answered: Answered, deps: Deps): Promise<DecideOutcome> {
  return decideRequest(found.task, found.request, {
    ...answered,
    isOffice: await isAllowed(deps.db, answered.by, 'decide_requests'),
    at: deps.clock.now(),
  })
}

async function decisionWrites(
  { plan, task }: Found,
  { request, task: after, moved }: Extract<DecideOutcome, { ok: true }>,
  via: string,
  deps: Deps,
): Promise<Writes> {
  const by = request.decidedBy ?? ''
  const isBrokenDown = request.kind === 'breakdown' && request.state === 'granted'
  const ended = { kind: null, state: 'refused', words: '任务已办结', by } as const
  const before = moved && task.milestones.find(({ id }) => id === moved.id)
  return [
    audit(deps.db, {
      subject: `task:${task.id}`,
      version: after.version,
      type: `task.${request.kind}.${request.state}`,
      actor: by,
      at: request.decidedAt ?? request.at,
      via,
      before: { state: task.state, dueOn: before?.dueOn },
      after: { state: after.state, request, dueOn: moved?.dueOn },
    }),
    ...updateTaskState(deps.db, after),
    ...recordDecision(deps.db, request, moved),
    ...(isBrokenDown
      ? [...saveTaskContent(deps.db, after, deps.clock.now()), ...askToAcknowledge(after, by, deps)]
      : []),
    ...(after.state === 'closed'
      ? await answerRequests({ plan, task }, { ...ended, except: request.id }, deps)
      : []),
    ...tell(
      request.by,
      `decided:${request.id}`,
      { kind: 'request_decided', planId: plan.id, requestId: request.id },
      deps,
    ),
  ]
}

async function pressed(
  requestId: string,
  press: Press,
  made: Omit<Answered, 'by'>,
  deps: Deps,
): Promise<Decision> {
  const found = await findRequest(requestId, deps)
  if (!found) return { reply: { toast: warning('找不到这项申请') } }
  const outcome = await decide(found, { ...made, by: press.operator }, deps)
  if (!outcome.ok) {
    const isLate = outcome.reason === 'already-decided'
    const toast = isLate ? info(refusals[outcome.reason]) : failure(refusals[outcome.reason])
    const card = isLate ? taskRequestCard(await viewOf(found, deps)) : undefined
    return { reply: { toast, ...(card ? { card } : {}) } }
  }
  const { plan } = found
  const after = { plan, task: outcome.task, request: outcome.request }
  return {
    reply: {
      toast: success('已决定，已告知申请人'),
      card: taskRequestCard(await viewOf(after, deps)),
    },
    writes: await decisionWrites(found, outcome, press.eventId, deps),
  }
}

/** 同意; on the desk it is redrawn with what is left. */
export const grantRequest: CardHandler<'request.grant'> = async (
  { requestId, from },
  press,
  deps,
) => {
  const decided = await pressed(requestId, press, { isGranted: true, answer: '' }, deps)
  if (from !== 'desk' || !decided.reply.card) return decided
  return { ...decided, reply: { ...decided.reply, card: await officeDesk(1, deps, { requestId }) } }
}

export const refuseRequest: CardHandler<'request.refuse'> = ({ requestId }, press, deps) => {
  const form = RefuseForm.safeParse(press.form)
  const answered = form.success ? (form.data.answer ?? '') : ''
  return pressed(requestId, press, { isGranted: false, answer: answered }, deps)
}

/** Asks for the words of the refusal in a form of its own. */
export const openRefusal: CardHandler<'request.refuse.open'> = async (
  { requestId },
  press,
  deps,
) => {
  if (!(await isAllowed(deps.db, press.operator, 'decide_requests'))) {
    return { reply: { toast: warning(refusals['not-office']) } }
  }
  const found = await findRequest(requestId, deps)
  if (found?.request.state !== 'open') {
    return { reply: { toast: info(refusals['already-decided']) } }
  }
  const card = refuseFormCard(await viewOf(found, deps))
  return sendPrivately(press, 'refusal-form', card, '请填写意见', deps)
}

/** 同意 14 · 不同意 14 意见: the oldest request on that task. */
export async function answerInWords(said: Said, isGranted: boolean, deps: Deps): Promise<Writes> {
  const found = await findSaidTask(said, isGranted ? 'grant' : 'refuse', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const title = `${found.plan.code}-${found.task.seq}`
  const [request] = await openTaskRequests(deps.db, found.task.id)
  const refuse = (line: string) =>
    answerNotice(said, { title: `${title} · 未决定`, lines: [line], tone: 'warning' }, deps)
  if (!request) return refuse('这项任务没有待决定的申请')
  const asked = { plan: found.plan, task: found.task, request }
  const outcome = await decide(asked, { by: said.speaker, isGranted, answer: found.rest }, deps)
  if (!outcome.ok) return refuse(refusals[outcome.reason])
  const after = { plan: found.plan, task: outcome.task, request: outcome.request }
  return [
    ...(await decisionWrites(asked, outcome, said.key, deps)),
    ...answer(said, taskRequestCard(await viewOf(after, deps)), deps),
  ]
}
