import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bindingOfferCard, bindingRequestCard } from '../../cards/binding.ts'
import { officeDeskCard } from '../../cards/desk/office-desk.ts'
import { phoneListCard } from '../../cards/desk/phone-list.ts'
import { waitingCard } from '../../cards/desk/waiting.ts'
import { proposed } from '../../cards/gallery/indicators.ts'
import * as ratesSample from '../../cards/gallery/rates.ts'
import * as sample from '../../cards/gallery/samples.ts'
import * as again from '../../cards/gallery/samples-again.ts'
import {
  groupIntroCard,
  subscriptionListCard,
  subscriptionRequestCard,
  subscriptionResultCard,
} from '../../cards/group.ts'
import { purposeCard, repairsCard } from '../../cards/imports/import-choices.ts'
import { columnsCard } from '../../cards/imports/import-columns.ts'
import { doubtFormCard, doubtsCard } from '../../cards/imports/import-doubts.ts'
import { importPreviewCard } from '../../cards/imports/import-preview.ts'
import { importProgressCard } from '../../cards/imports/import-progress.ts'
import { dispatchConfirmCard, importSummaryCard } from '../../cards/imports/import-summary.ts'
import { importUpdateCard } from '../../cards/imports/import-update.ts'
import { type Card, fits } from '../../cards/kit.ts'
import { noticeCard } from '../../cards/notice.ts'
import { planEndedCard, voidFormCard } from '../../cards/plan-end.ts'
import { groupDigestCard, leaderDigestCard } from '../../cards/pushes/digest.ts'
import { reminderCard, unreachedCard } from '../../cards/pushes/reminder.ts'
import { groupRateCard } from '../../cards/rates/group-rate.ts'
import { setRateCard, taskRateCard } from '../../cards/rates/task-rate.ts'
import { reportDoneCard } from '../../cards/reports/report-done.ts'
import { reportFormCard } from '../../cards/reports/report-form.ts'
import { returnedCard } from '../../cards/reports/review.ts'
import { signDeskCard } from '../../cards/reports/sign-off.ts'
import { assignmentCard } from '../../cards/tasks/assignment.ts'
import { directiveCard } from '../../cards/tasks/directive.ts'
import { indicatorsCard } from '../../cards/tasks/indicators.ts'
import { myTasksCard } from '../../cards/tasks/my-tasks.ts'
import { taskCard } from '../../cards/tasks/task.ts'
import { taskChoiceCard } from '../../cards/tasks/task-choice.ts'
import { taskRequestCard } from '../../cards/tasks/task-request.ts'
import { cardProblems } from '../../src/sandbox/platform/card-rules.ts'

const piece = fc.constantFrom(
  '推进项目建设',
  sample.hostile,
  '|||||',
  '&&&&&&&&',
  '\u0001\u0001\u0001',
  '"""""\\\\\\',
  '𠮷𠮷𠮷𠮷',
  '\ud800',
  'https://a.example/路',
  '\n\n    ',
  '',
)
const words = fc
  .tuple(fc.array(piece, { maxLength: 6 }), fc.constantFrom(1, 1, 2, 40, 300))
  .map(([pieces, times]) => pieces.join('').repeat(times))

/** Ids and dates stay what they are: the door and the database made them. */
const fixed = /Id$|^base$|^id$|On$|^due$|^period$|^value$|^milestonesDone$/

/** The same view with all its texts replaced by others and its lists by longer or shorter ones. */
function disturbed<View>(view: View, said: readonly string[], times: number): View {
  let next = 0
  const change = (part: unknown, key: string): unknown => {
    if (fixed.test(key) || known.has(part)) return part
    if (typeof part === 'string') return said[next++ % said.length] ?? ''
    if (Array.isArray(part)) {
      const longer = Array.from({ length: times }, () => part).flat()
      return longer.map((one) => change(one, ''))
    }
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, change(one, name)]))
  }
  return change(view, '') as View
}

/** Words of our own unions: they are no free text. */
const known = new Set<unknown>(
  (
    'waiting open draft submitted active refused decomposition target_vs_node seq_restored ' +
    'overdue due_today due_soon to_be_supplied done later awaiting_acknowledgement in_progress ' +
    'lead_leader lead_unit co_unit owner due_in_3 due_this_month several report ' +
    'other lead_units nodes ' +
    'lead_missing unit_split conditional_date first_unit second_unit keep join keep_date ' +
    'confirm lead seq names date plan removed added restored changed text forms order ' +
    'milestone docNo issuedOn unmatched newer matched voided bracketed_pinyin ' +
    'traditional_characters ' +
    'mend directive acknowledge break_down sign request unbound unacknowledged ' +
    'task amber due_soon default compilation extension percent info percent-fell same-words progress problems milestones_done'
  ).split(' '),
)

const inGroup = { groupName: '群', what: '全部', when: '每周一' }
const unreached = {
  code: 'QL26',
  planTitle: '计划',
  at: sample.asOf,
  tasks: sample.many(20, (n) => ({
    ...sample.ref(n),
    persons: ['顾清越'],
    node: { dueOn: '2026-06-30', text: '开工' },
  })),
}

type Maker = (said: readonly string[], times: number) => Card
const maker =
  <View>(make: (view: View) => Card, view: View): Maker =>
  (said, times) =>
    make(disturbed(view, said, times))

const makers: Readonly<Record<string, Maker>> = {
  notice: maker(noticeCard, { title: '题', lines: ['行'], tone: 'info' }),
  importPreview: maker(importPreviewCard, {
    ...sample.preview,
    leftovers: [{ line: 3, text: '余' }],
  }),
  doubts: maker(doubtsCard, {
    ...again.doubtsView,
    rows: [...again.doubtRows, again.answeredRow].slice(1),
  }),
  doubtForm: maker(doubtFormCard, {
    ...again.doubtsView,
    row: again.doubtRows[4] as (typeof again.doubtRows)[0],
  }),
  importUpdate: maker(importUpdateCard, again.update),
  importProgress: maker(importProgressCard, again.progress),
  purpose: maker(purposeCard, again.purpose),
  repairs: maker(repairsCard, again.repairs),
  columns: maker(columnsCard, again.columns),
  planVoid: maker(voidFormCard, { ...again.planEnd, reason: '因' }),
  planEnded: maker(planEndedCard, { ...again.planEnd, how: 'voided', reason: '因' }),
  importSummary: maker(importSummaryCard, sample.summary),
  dispatchConfirm: maker(dispatchConfirmCard, sample.confirm),
  assignment: maker(assignmentCard, sample.assignment),
  bindingOffer: maker(bindingOfferCard, sample.offer),
  bindingRequest: maker(bindingRequestCard, sample.request),
  myTasks: maker(myTasksCard, sample.myTasks),
  task: maker(taskCard, {
    ...sample.task,
    milestones: sample.many(8, (n) => ({ ...sample.milestone(n), item: '项' })),
  }),
  indicators: maker(indicatorsCard, proposed),
  taskRate: maker(taskRateCard, ratesSample.explained),
  setRate: maker(setRateCard, ratesSample.settingRate),
  groupRate: maker(groupRateCard, ratesSample.group),
  directive: maker(directiveCard, sample.directive),
  taskRequest: maker(taskRequestCard, sample.taskRequest),
  officeDesk: maker(officeDeskCard, sample.officeDesk),
  waiting: maker(waitingCard, sample.waiting),
  phoneList: maker(phoneListCard, sample.phoneList),
  returned: maker(returnedCard, sample.returned),
  taskChoice: maker(taskChoiceCard, {
    said: '14',
    words: '词',
    purpose: 'report',
    at: sample.asOf,
    choices: [{ ...sample.ref(14), version: 1, planTitle: '计划' }],
  }),
  reportForm: maker(reportFormCard, {
    ...sample.reportForm,
    openMilestones: sample.many(70, (n) => ({
      ...sample.milestone(n),
      item: '项',
      id: sample.idOf(n),
      status: n < 40 ? ('overdue' as const) : ('later' as const),
    })),
    refused: { field: 'percent', reason: '因' },
    figures: sample.many(60, sample.figure),
    merged: sample.merged,
    asksSource: true,
    hasStages: true,
  }),
  reportDone: maker(reportDoneCard, sample.reportDone),
  signDesk: maker(signDeskCard, sample.signDesk),
  groupIntro: maker(groupIntroCard, { groupName: '群', isExternal: false, examples: ['例'] }),
  subscriptionList: maker(subscriptionListCard, sample.subscriptions),
  subscriptionRequest: maker(subscriptionRequestCard, sample.subscriptionRequest),
  subscriptionResult: maker(subscriptionResultCard, {
    ...inGroup,
    outcome: 'active',
    at: sample.asOf,
  }),
  leaderDigest: maker(leaderDigestCard, sample.leaderDigest),
  groupDigest: maker(groupDigestCard, { ...sample.digest, ...inGroup }),
  reminder: maker(reminderCard, sample.reminder),
  unreached: maker(unreachedCard, unreached),
}

const forms = new Set(['setRate', 'reportForm', 'columns', 'purpose', 'repairs'])

describe.each(Object.keys(makers))('%s', (name) => {
  it('fits and keeps the rules whatever it is given', () => {
    const make = makers[name] as Maker
    const views = fc.tuple(
      fc.array(words, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(0, 1, 2, 7, 40),
    )
    fc.assert(
      fc.property(views, ([said, times]) => {
        // Ids repeat in a lengthened list, which no view does: only the form minds.
        const made = make(said, forms.has(name) ? Math.min(times, 1) : times)
        expect(fits(made)).toBe(true)
        expect(cardProblems(made)).toEqual([])
      }),
      { numRuns: 60, seed: 20260625 },
    )
  })
})
