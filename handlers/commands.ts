import type { CommandName } from '../src/domain/commands.ts'
import { acknowledgeAll, acknowledgeTask } from './acknowledge.ts'
import { sayDoubts } from './answer-doubts.ts'
import { sayNo, sayYes } from './answer-offer.ts'
import { sayColumns } from './ask-columns.ts'
import { sayCloseOut, sayExtension, sayObjection } from './ask-for-task.ts'
import { sayAssign } from './assign-import.ts'
import { sayReopen, sayResume, saySuspend, sayWithdraw } from './change-task.ts'
import { claimOffice } from './claim-office.ts'
import { sayCancel, sayCommit, sayRecord, sayUpdate } from './commit-import.ts'
import { sayAgree, sayDisagree } from './decide-subscription.ts'
import { sayDirective, sayReply } from './directives.ts'
import { sayDispatch, sayTrial } from './dispatch-plan.ts'
import { sayConfirmVoid, sayConfirmWithdraw, sayVoid, sayWithdrawImport } from './end-plan.ts'
import { bindSpeaker } from './identify.ts'
import { openReport, reportNothingNew } from './report.ts'
import { sayRepairs } from './reread-import.ts'
import { sayAccept, sayAcceptAll, sayReturn, showReviewDesk } from './review-reports.ts'
import { showHelp } from './show-help.ts'
import { showPeople } from './show-people.ts'
import { showMyTasks, showTask } from './show-tasks.ts'
import { listSubscriptions, saySubscribe, sayUnsubscribe } from './subscribe.ts'
import type { CommandHandler } from './types.ts'
import { sayDispatchChanges } from './update-plan.ts'
import { sendWeeklyReport } from './weekly-report.ts'

/** The words of the chat. Their spelling is in `src/domain/commands.ts`. */
export const commands: { readonly [Name in CommandName]: CommandHandler } = {
  help: showHelp,
  my_tasks: showMyTasks,
  waiting_for_me: showMyTasks,
  show_task: showTask,
  report: openReport,
  nothing_new: reportNothingNew,
  acknowledge: acknowledgeTask,
  acknowledge_all: acknowledgeAll,
  claim: claimOffice,
  bind: bindSpeaker,
  people: showPeople,
  list_subscriptions: listSubscriptions,
  subscribe: saySubscribe,
  unsubscribe: sayUnsubscribe,
  dispatch: sayDispatch,
  trial_run: sayTrial,
  confirm_import: sayCommit,
  cancel: sayCancel,
  confirm_update: sayUpdate,
  confirm_record: sayRecord,
  doubts: sayDoubts,
  import_as: sayAssign,
  repairs: sayRepairs,
  columns: sayColumns,
  dispatch_changes: sayDispatchChanges,
  withdraw_import: sayWithdrawImport,
  confirm_withdraw: sayConfirmWithdraw,
  void_plan: sayVoid,
  confirm_void: sayConfirmVoid,
  yes: sayYes,
  no: sayNo,
  agree: sayAgree,
  disagree: sayDisagree,
  review: showReviewDesk,
  accept_report: sayAccept,
  accept_all_reports: sayAcceptAll,
  return_report: sayReturn,
  extension: sayExtension,
  close_out: sayCloseOut,
  objection: sayObjection,
  suspend: saySuspend,
  resume: sayResume,
  withdraw: sayWithdraw,
  reopen: sayReopen,
  direct: sayDirective,
  reply: sayReply,
  weekly_report: sendWeeklyReport,
}
