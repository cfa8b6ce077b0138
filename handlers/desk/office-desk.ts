/** 审核: everything that waits for the office, of each kind its own card, oldest first. */
import { type DeskItem, deskPerPage, officeDeskCard } from '../../cards/desk/office-desk.ts'
import type { Card } from '../../cards/kit.ts'
import { pageOf } from '../../cards/pager.ts'
import { openBindingRequests } from '../../db/bindings.ts'
import { pendingSubscriptions } from '../../db/chats.ts'
import { accountNames } from '../../db/people.ts'
import { postsInState } from '../../db/posts.ts'
import { requestsOnDesk } from '../../db/task-requests.ts'
import { doubtsOf } from '../../src/domain/review.ts'
import type { Deps } from '../../src/ports.ts'
import { subscriptionRequest } from '../groups/subscription-request.ts'
import { requestCard } from '../people/decide-binding.ts'
import { peopleLines } from '../people/people-waiting.ts'
import { postCardOf } from '../people/posts.ts'
import { waitingReports } from '../reports/waiting-reports.ts'
import { findRequest, viewOf } from '../tasks/request-cards.ts'
import { waitingReport } from '../views/review-views.ts'

/** One thing that waits; its card is made for the page that shows it alone. */
type Entry = {
  readonly at: number
  readonly kind: 'report' | 'request' | 'other'
  readonly show: () => Promise<DeskItem | undefined>
}

const asItem = (made: Card | undefined): DeskItem | undefined =>
  made && { kind: 'other', title: made.header.title.content, elements: made.body.elements }

/** What was just settled, and is not committed yet. */
export type Settled = { readonly taskIds?: readonly string[]; readonly requestId?: string }

async function entriesOf({ taskIds = [], requestId }: Settled, deps: Deps) {
  const [waiting, requests, bindings, posts, subscriptions] = await Promise.all([
    waitingReports(deps, taskIds),
    requestsOnDesk(deps.db),
    openBindingRequests(deps.db),
    postsInState(deps.db, 'asked'),
    pendingSubscriptions(deps.db),
  ])
  const reports = waiting.map(
    (one): Entry => ({
      at: one.report.at,
      kind: 'report',
      show: async () => {
        const names = await accountNames(deps.db, [one.report.authorOpenId])
        return { kind: 'report', report: waitingReport(one, names) }
      },
    }),
  )
  const asked = requests
    .filter(({ id }) => id !== requestId)
    .map(
      ({ id, at }): Entry => ({
        at,
        kind: 'request',
        show: async () => {
          const found = await findRequest(id, deps)
          return found && { kind: 'request', request: await viewOf(found, deps) }
        },
      }),
    )
  const other = (at: number, card: () => Promise<Card | undefined>): Entry => ({
    at,
    kind: 'other',
    show: async () => asItem(await card()),
  })
  const entries = [
    ...reports,
    ...asked,
    ...bindings.map((one) => other(one.created_at, () => requestCard(one, deps))),
    ...posts.map((one) => other(one.at, () => postCardOf(one, deps))),
    ...subscriptions.map((one) => other(one.created_at, () => subscriptionRequest(one, deps))),
  ].sort((a, b) => a.at - b.at)
  return { entries, waiting }
}

/**
 * Page `page` of the desk as it is now. Redrawn after a press it leaves out the lines about people,
 * which look through whole plans: they are back when the desk is opened.
 */
export async function officeDesk(page: number, deps: Deps, settled?: Settled) {
  const { entries, waiting } = await entriesOf(settled ?? {}, deps)
  const shown = pageOf(entries, page, deskPerPage)
  const count = (kind: Entry['kind']) => entries.filter((one) => one.kind === kind).length
  const [items, people] = await Promise.all([
    Promise.all(shown.rows.map(({ show }) => show())),
    shown.page === 1 && !settled ? peopleLines(deps) : [],
  ])
  return officeDeskCard({
    asOf: deps.clock.now(),
    page: shown.page,
    pages: shown.pages,
    reports: count('report'),
    withoutDoubts: waiting.filter(({ task }) => doubtsOf(task).length === 0).length,
    requests: count('request'),
    others: count('other'),
    people,
    items: items.flatMap((item) => item ?? []),
  })
}

export const countOnDesk = async (deps: Deps): Promise<number> =>
  (await entriesOf({}, deps)).entries.length
