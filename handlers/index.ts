/** The way in: every event, card action, piece of work and job. Start reading here. */
import type { InboxRow } from '../db/inbox.ts'
import type { WorkRow } from '../db/work.ts'
import type { JobName } from '../src/domain/slots.ts'
import { type EventType, isEventType, type LarkEvents, parseEvent } from '../src/lark/events.ts'
import type { Deps } from '../src/ports.ts'
import { openPhoneForm, phonePressed, turnPhonePage } from './desk/phone-list.ts'
import { turnWaitingPage } from './desk/waiting.ts'
import { exportPressed, giveUpExport, makeExport } from './exports/export-table.ts'
import { approveSubscription, refuseSubscription } from './groups/decide-subscription.ts'
import { closeGroup, greetGroup, leaveGroup, renameGroup } from './groups/group-life.ts'
import { subscribePressed, unsubscribePressed } from './groups/subscribe.ts'
import {
  answerFilled,
  answerPressed,
  openDoubt,
  showDoubts,
  takeBackPressed,
} from './imports/answer-doubts.ts'
import { cancelColumns, fillColumns, showColumns } from './imports/ask-columns.ts'
import { askPurpose, assignPressed, showImport } from './imports/assign-import.ts'
import { cancelImport, commitImport } from './imports/commit-import.ts'
import { giveUpDocument, readDocument } from './imports/import-file.ts'
import { recordPressed } from './imports/record-progress.ts'
import { askRepairs, giveUpReread, rereadDocument, rereadPressed } from './imports/reread-import.ts'
import { dispatchChanges, updatePressed } from './imports/update-plan.ts'
import { acceptOffer, declineOffer } from './people/answer-offer.ts'
import { assignBinding, refuseBinding } from './people/decide-binding.ts'
import {
  cancelStaffList,
  commitStaffList,
  pickStaff,
  turnStaffPage,
} from './people/decide-staff-list.ts'
import { askRoleChange, changeRole, findForRole, listRolesPressed } from './people/grant-role.ts'
import { agreeHandover, refuseHandover } from './people/hand-over.ts'
import {
  departmentChanged,
  departmentRemoved,
  mirrorDirectory,
  userChanged,
  userResigned,
} from './people/mirror-directory.ts'
import { unlessHandedOver } from './people/moved-on.ts'
import { askPerson, choosePerson, pickPerson } from './people/pick-person.ts'
import { grantPost, refusePost } from './people/posts.ts'
import { readStaffFile } from './people/read-staff-list.ts'
import { submitEntrust } from './people/say-entrust.ts'
import { showPeoplePage, showPeoplePressed } from './people/show-people.ts'
import { askDispatch, confirmDispatch, dispatchLater, startTrial } from './plans/dispatch-plan.ts'
import {
  askVoidPressed,
  askWithdrawPressed,
  voidPressed,
  withdrawPressed,
} from './plans/end-plan.ts'
import { confirmCarryPressed } from './plans/next-year.ts'
import { archivePressed, checkPressed } from './plans/turn-year.ts'
import { askPurgePressed } from './purge/ask-purge.ts'
import { confirmPurge, refusePurge } from './purge/decide-purge.ts'
import {
  keepHouse,
  remindOwners,
  sendGroupDigests,
  sendLeaderDigests,
} from './pushes/plan-pushes.ts'
import { storeWeeklyLights } from './pushes/store-lights.ts'
import { showGroupRate, showRate } from './rates/explain-rate.ts'
import { chooseFormulaPressed, openSetRate, submitSetRate } from './rates/set-rate.ts'
import { chooseMenu, enterChat, receiveMessage } from './receive-message.ts'
import { assignPressedEvidence, keepEvidence } from './reports/evidence.ts'
import { openPressedCorrection, openPressedReport } from './reports/open-report.ts'
import { pressReportSteps, skipReport } from './reports/report-steps.ts'
import {
  acceptAllPressed,
  acceptPressed,
  openReturn,
  returnPressed,
  settleWaiting,
  turnReviewPage,
} from './reports/review-reports.ts'
import { signAllPressed, signPressed, turnSignPage } from './reports/sign-reports.ts'
import {
  confirmReport,
  editReport,
  reportStage,
  submitFigure,
  submitPressedReport,
  turnFigures,
} from './reports/submit-report.ts'
import { tellCorrection } from './reports/tell-correction.ts'
import { withdrawPressedReport } from './reports/withdraw-report.ts'
import { turnOverviewPage } from './show-overview.ts'
import { turnTrailPage } from './show-trail.ts'
import { acknowledgeAllPressed, acknowledgePressed, deemUnanswered } from './tasks/acknowledge.ts'
import { openRequestForm, submitCloseOuts, submitRequest } from './tasks/ask-for-task.ts'
import { openBreakdown, submitBreakdown } from './tasks/break-down-task.ts'
import { askChange, changePressed, openChangeForm } from './tasks/change-task.ts'
import { decidePressed, showIndicators } from './tasks/decide-indicators.ts'
import { grantRequest, openRefusal, refuseRequest } from './tasks/decide-task-request.ts'
import {
  giveReadyDirective,
  openDirectiveForm,
  replyPressed,
  showDirective,
  submitDirective,
} from './tasks/directives.ts'
import { openEdit, submitEdit } from './tasks/edit-task.ts'
import { openFiling, submitFiling } from './tasks/file-task.ts'
import { turnFoundPage } from './tasks/find-tasks.ts'
import { internalPressed } from './tasks/mark-internal.ts'
import { numberPressed, openNumberForm } from './tasks/number-directive.ts'
import { showPressedTask, turnPage } from './tasks/show-tasks.ts'
import { tellUnit } from './tasks/tell-unit.ts'
import type { CardHandlers, EventHandler, Job, WorkHandler, Writes } from './types.ts'

/** Other events are acknowledged and not kept. The words of a message: `commands.ts`. */
const events: { readonly [Type in EventType]?: EventHandler<LarkEvents[Type]> } = {
  'im.message.receive_v1': receiveMessage,
  'application.bot.menu_v6': chooseMenu,
  'im.chat.access_event.bot_p2p_chat_entered_v1': enterChat,
  'im.chat.member.bot.added_v1': greetGroup,
  'im.chat.member.bot.deleted_v1': leaveGroup,
  'im.chat.disbanded_v1': closeGroup,
  'im.chat.updated_v1': renameGroup,
  'contact.user.created_v3': userChanged,
  'contact.user.updated_v3': userChanged,
  'contact.user.deleted_v3': userResigned,
  'contact.department.created_v3': departmentChanged,
  'contact.department.updated_v3': departmentChanged,
  'contact.department.deleted_v3': departmentRemoved,
}

export const cardActions: CardHandlers = {
  'import.commit': commitImport,
  'import.cancel': cancelImport,
  'import.show': showImport,
  'import.update': updatePressed,
  'import.record': recordPressed,
  'import.purpose': askPurpose,
  'import.assign': assignPressed,
  'import.repairs': askRepairs,
  'import.reread': rereadPressed,
  'columns.page': showColumns,
  'columns.fill': fillColumns,
  'columns.cancel': cancelColumns,
  'doubts.page': showDoubts,
  'doubt.answer': answerPressed,
  'doubt.open': openDoubt,
  'doubt.fill': answerFilled,
  'doubt.take-back': takeBackPressed,
  'plan.dispatch-changes': dispatchChanges,
  'plan.withdraw': askWithdrawPressed,
  'plan.withdraw.confirm': withdrawPressed,
  'plan.void': askVoidPressed,
  'plan.void.confirm': voidPressed,
  'plan.check.confirm': checkPressed,
  'plan.archive.confirm': archivePressed,
  'plan.carry.confirm': confirmCarryPressed,
  'plan.dispatch': askDispatch,
  'plan.dispatch.confirm': confirmDispatch,
  'plan.trial': startTrial,
  'plan.later': dispatchLater,
  'binding.accept': acceptOffer,
  'binding.decline': declineOffer,
  'binding.assign': assignBinding,
  'binding.refuse': refuseBinding,
  'person.ask': askPerson,
  'person.pick': pickPerson,
  'person.choose': choosePerson,
  'post.grant': grantPost,
  'post.refuse': refusePost,
  'handover.agree': agreeHandover,
  'handover.refuse': refuseHandover,
  'entrust.submit': submitEntrust,
  'people.page': showPeoplePage,
  'people.show': showPeoplePressed,
  'staff.commit': commitStaffList,
  'staff.cancel': cancelStaffList,
  'staff.page': turnStaffPage,
  'staff.pick': pickStaff,
  'tasks.page': turnPage,
  'tasks.find': turnFoundPage,
  'task.show': showPressedTask,
  'task.acknowledge': unlessHandedOver(acknowledgePressed),
  'tasks.acknowledge-all': acknowledgeAllPressed,
  'report.open': unlessHandedOver(openPressedReport),
  'report.submit': unlessHandedOver(submitPressedReport),
  'report.confirm': confirmReport,
  'report.edit': editReport,
  'report.page': turnFigures,
  'report.figure': submitFigure,
  'report.stage': reportStage,
  'report.correct': openPressedCorrection,
  'report.withdraw': withdrawPressedReport,
  'report.steps': pressReportSteps,
  'report.skip': skipReport,
  'evidence.assign': assignPressedEvidence,
  'sign.page': turnSignPage,
  'sign.accept': signPressed,
  'sign.all': signAllPressed,
  'review.page': turnReviewPage,
  'review.accept': acceptPressed,
  'review.accept-all': acceptAllPressed,
  'review.return.open': openReturn,
  'review.return': returnPressed,
  'close-outs.submit': submitCloseOuts,
  'breakdown.open': unlessHandedOver(openBreakdown),
  'breakdown.submit': unlessHandedOver(submitBreakdown),
  'request.open': unlessHandedOver(openRequestForm),
  'request.submit': unlessHandedOver(submitRequest),
  'request.grant': grantRequest,
  'request.refuse.open': openRefusal,
  'request.refuse': refuseRequest,
  'task.change.open': openChangeForm,
  'task.change.ask': askChange,
  'task.change': changePressed,
  'task.internal': internalPressed,
  'purge.ask': askPurgePressed,
  'purge.confirm': confirmPurge,
  'purge.refuse': refusePurge,
  'overview.page': turnOverviewPage,
  'role.list': listRolesPressed,
  'role.find': findForRole,
  'role.ask': askRoleChange,
  'role.change': changeRole,
  'trail.page': turnTrailPage,
  'edit.open': openEdit,
  'edit.submit': submitEdit,
  'filing.open': openFiling,
  'filing.submit': submitFiling,
  'waiting.page': turnWaitingPage,
  'phone.page': turnPhonePage,
  'phone.call.open': openPhoneForm,
  'phone.call': phonePressed,
  'directive.show': showDirective,
  'directive.number.open': openNumberForm,
  'directive.number': numberPressed,
  'directive.give': giveReadyDirective,
  'directive.open': openDirectiveForm,
  'directive.submit': submitDirective,
  'directive.reply': replyPressed,
  'indicators.show': showIndicators,
  'indicators.decide': decidePressed,
  'rate.show': showRate,
  'rate.group': showGroupRate,
  'rate.set.open': openSetRate,
  'rate.set': submitSetRate,
  'rate.formula': chooseFormulaPressed,
  'export.table': exportPressed,
  'subscription.create': subscribePressed,
  'subscription.approve': approveSubscription,
  'subscription.refuse': refuseSubscription,
  'subscription.cancel': unsubscribePressed,
}

/** Long work, done apart from the conversation. */
const work: Readonly<Record<string, WorkHandler>> = {
  read_document: readDocument,
  reread_document: rereadDocument,
  read_staff_list: readStaffFile,
  mirror_directory: mirrorDirectory,
  tell_correction: tellCorrection,
  keep_evidence: keepEvidence,
  ask_to_acknowledge: tellUnit,
  make_export: makeExport,
}

/** What is said of work that failed for good; of other kinds nothing. */
const givenUp: Readonly<Record<string, WorkHandler>> = {
  read_document: giveUpDocument,
  reread_document: giveUpReread,
  make_export: giveUpExport,
  read_staff_list: giveUpDocument,
}

/** What runs at its slots; their times are in `src/domain/slots.ts`. */
export const jobs: Readonly<Record<JobName, Job>> = {
  directory_mirror: keepHouse,
  auto_accept: settleWaiting,
  deem_acknowledged: deemUnanswered,
  lights: storeWeeklyLights,
  leader_digest: sendLeaderDigests,
  group_digest: sendGroupDigests,
  reminders: remindOwners,
}

/** What the app has to subscribe to. */
export const eventTypes = Object.keys(events) as readonly EventType[]

export const answersTo = (eventType: string): eventType is EventType =>
  isEventType(eventType) && events[eventType] !== undefined

/** @returns the writes that a stored event leads to; none for one that cannot be read */
export async function handleEvent(row: InboxRow, deps: Deps): Promise<Writes> {
  if (!answersTo(row.kind)) return []
  const event = parseEvent(row.kind, row.payload)
  if (event === undefined) {
    deps.log('event.unreadable', { key: row.key, kind: row.kind })
    return []
  }
  const handler = events[row.kind] as EventHandler<unknown>
  return handler(event, { key: row.key, at: deps.clock.now() }, deps)
}

/** @throws when the kind is unknown: a row of a newer release */
export async function runWork(row: WorkRow, deps: Deps): Promise<Writes> {
  const handler = work[row.kind]
  if (!handler) throw new Error(`unknown kind of work: ${row.kind}`)
  return handler(row.payload, row.id, deps)
}

/** @returns the writes that tell whoever waits for it */
export async function giveUpWork(row: WorkRow, deps: Deps): Promise<Writes> {
  return (await givenUp[row.kind]?.(row.payload, row.id, deps)) ?? []
}
