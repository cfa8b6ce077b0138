import type { CommandName } from '../src/domain/commands.ts'
import { sayPhoned, sayPhoneList } from './desk/phone-list.ts'
import { showWaiting } from './desk/waiting.ts'
import { sayExport } from './exports/export-table.ts'
import { sayAgree, sayDisagree } from './groups/decide-subscription.ts'
import { listSubscriptions, saySubscribe, sayUnsubscribe } from './groups/subscribe.ts'
import { sayDoubts } from './imports/answer-doubts.ts'
import { sayColumns } from './imports/ask-columns.ts'
import { sayAssign } from './imports/assign-import.ts'
import { sayCancel, sayCommit, sayRecord, sayUpdate } from './imports/commit-import.ts'
import { sayRepairs } from './imports/reread-import.ts'
import { sayDispatchChanges } from './imports/update-plan.ts'
import { sayNo, sayYes } from './people/answer-offer.ts'
import { claimOffice } from './people/claim-office.ts'
import { sayCancelStaff, sayCommitStaff } from './people/decide-staff-list.ts'
import { sayConfirmGrant, sayConfirmRevoke, sayGrant, sayRevoke } from './people/grant-role.ts'
import { bindSpeaker } from './people/identify.ts'
import { sayDismiss } from './people/posts.ts'
import { sayStaffList } from './people/read-staff-list.ts'
import { sayHandOver, sayPassOn, sayStandIn } from './people/say-entrust.ts'
import { sayBindPerson, sayHead, sayLiaison, sayNamesakes, saySigner } from './people/say-person.ts'
import { showPeople } from './people/show-people.ts'
import { sayTextMode } from './people/text-mode.ts'
import {
  sayAlias,
  sayLeaderOrder,
  sayMerge,
  sayRename,
  saySplitUnit,
  sayUnitGroup,
  sayUnitOrder,
} from './people/units.ts'
import { sayConfirmDispatch, sayDispatch, sayTrial } from './plans/dispatch-plan.ts'
import { sayConfirmVoid, sayConfirmWithdraw, sayVoid, sayWithdrawImport } from './plans/end-plan.ts'
import { sayConfirmCarry, sayNextYear } from './plans/next-year.ts'
import { sayArchive, sayCheck, sayConfirmArchive, sayConfirmCheck } from './plans/turn-year.ts'
import { sayPurge } from './purge/ask-purge.ts'
import { sayConfirmPurge, sayRefusePurge } from './purge/decide-purge.ts'
import { sendWeeklyReport } from './pushes/weekly-report.ts'
import { sayRate } from './rates/explain-rate.ts'
import { sayFormula, saySetRate } from './rates/set-rate.ts'
import { sayEvidence } from './reports/evidence.ts'
import { openReport, sayCorrect } from './reports/open-report.ts'
import { sayReportSteps } from './reports/report-steps.ts'
import { sayAccept, sayAcceptAll, sayReturn, showReviewDesk } from './reports/review-reports.ts'
import { reportNothingNew, sayConfirm, sayStage } from './reports/say-report.ts'
import { sayAllowDirect, sayEndDirect, saySign, saySignAll } from './reports/sign-reports.ts'
import { sayWithdrawReport } from './reports/withdraw-report.ts'
import { showHelp } from './show-help.ts'
import { showOverview } from './show-overview.ts'
import { showTrail } from './show-trail.ts'
import { acknowledgeAll, acknowledgeTask } from './tasks/acknowledge.ts'
import { sayCloseOut, sayExtension, sayObjection } from './tasks/ask-for-task.ts'
import { sayBreakdown } from './tasks/break-down-task.ts'
import {
  sayConfirmMergeTask,
  sayConfirmReopen,
  sayConfirmResume,
  sayConfirmSuspend,
  sayConfirmWithdrawTask,
  sayMergeTask,
  sayReopen,
  sayResume,
  saySuspend,
  sayWithdraw,
} from './tasks/change-task.ts'
import { sayIndicators } from './tasks/decide-indicators.ts'
import { sayDirective, sayReply } from './tasks/directives.ts'
import { sayChangeField, sayReassign } from './tasks/edit-task.ts'
import { sayFile } from './tasks/file-task.ts'
import { findTasks } from './tasks/find-tasks.ts'
import { sayInternal, sayNotInternal } from './tasks/mark-internal.ts'
import { sayNumber } from './tasks/number-directive.ts'
import { showMyTasks, showTask } from './tasks/show-tasks.ts'
import type { CommandHandler } from './types.ts'

/** The words of the chat. Their spelling is in `src/domain/commands.ts`. */
export const commands: { readonly [Name in CommandName]: CommandHandler } = {
  help: showHelp,
  my_tasks: showMyTasks,
  waiting_for_me: showWaiting,
  show_task: showTask,
  find_words: findTasks('words'),
  find_unit: findTasks('unit'),
  find_leader: findTasks('leader'),
  find_section: findTasks('section'),
  find_overdue: findTasks('overdue'),
  find_lagging: findTasks('lagging'),
  find_this_week: findTasks('this_week'),
  report: openReport,
  correct_report: sayCorrect,
  withdraw_report: sayWithdrawReport,
  confirm_report: sayConfirm,
  stage: sayStage,
  evidence: sayEvidence,
  text_mode: sayTextMode,
  report_steps: sayReportSteps,
  sign: saySign,
  sign_all: saySignAll,
  allow_direct: sayAllowDirect,
  end_direct: sayEndDirect,
  nothing_new: reportNothingNew,
  acknowledge: acknowledgeTask,
  acknowledge_all: acknowledgeAll,
  claim: claimOffice,
  bind: bindSpeaker,
  people: showPeople,
  liaison: sayLiaison,
  signer: saySigner,
  head: sayHead,
  dismiss: sayDismiss,
  bind_person: sayBindPerson,
  namesakes: sayNamesakes,
  unit_alias: sayAlias,
  rename_unit: sayRename,
  merge_units: sayMerge,
  split_unit: saySplitUnit,
  unit_group: sayUnitGroup,
  unit_order: sayUnitOrder,
  leader_order: sayLeaderOrder,
  staff_list: sayStaffList,
  confirm_staff: sayCommitStaff,
  cancel_staff: sayCancelStaff,
  stand_in: sayStandIn,
  hand_over: sayHandOver,
  pass_on: sayPassOn,
  list_subscriptions: listSubscriptions,
  subscribe: saySubscribe,
  unsubscribe: sayUnsubscribe,
  dispatch: sayDispatch,
  confirm_dispatch: sayConfirmDispatch,
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
  year_end_check: sayCheck,
  confirm_year_end_check: sayConfirmCheck,
  archive: sayArchive,
  confirm_archive: sayConfirmArchive,
  next_year: sayNextYear,
  confirm_next_year: sayConfirmCarry,
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
  break_down: sayBreakdown,
  suspend: saySuspend,
  resume: sayResume,
  withdraw: sayWithdraw,
  reopen: sayReopen,
  merge: sayMergeTask,
  confirm_suspend: sayConfirmSuspend,
  confirm_resume: sayConfirmResume,
  confirm_withdraw_task: sayConfirmWithdrawTask,
  confirm_merge: sayConfirmMergeTask,
  confirm_reopen: sayConfirmReopen,
  edit: sayChangeField,
  reassign: sayReassign,
  file: sayFile,
  number_directive: sayNumber,
  phone_list: sayPhoneList,
  phoned: sayPhoned,
  direct: sayDirective,
  reply: sayReply,
  grant_role: sayGrant,
  revoke_role: sayRevoke,
  confirm_grant: sayConfirmGrant,
  confirm_revoke: sayConfirmRevoke,
  trail: showTrail,
  purge: sayPurge,
  confirm_purge: sayConfirmPurge,
  refuse_purge: sayRefusePurge,
  overview: showOverview,
  mark_internal: sayInternal,
  unmark_internal: sayNotInternal,
  indicators: sayIndicators,
  rate: sayRate,
  set_rate: saySetRate,
  formula: sayFormula,
  weekly_report: sendWeeklyReport,
  export: sayExport,
}
