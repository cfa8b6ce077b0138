/** 查 · 单位 · 领导 · 板块 · 逾期 · 滞后 · 本周到期: lists of what the asker may see. */
import type { Card } from '../../cards/kit.ts'
import { foundPerPage, foundTasksCard, queryWords } from '../../cards/tasks/found-tasks.ts'
import { findChat } from '../../db/chats.ts'
import { loadPeople, type People } from '../../db/known-people.ts'
import type { TaskScope } from '../../db/task-list.ts'
import { type QueryKind, splitPage, type TaskQuery } from '../../src/domain/task-query.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice } from '../answers.ts'
import { coveredScope } from '../groups/subscriptions-in-force.ts'
import type { CardHandler, CommandHandler } from '../types.ts'
import { foundTask } from '../views/task-views.ts'
import { seenScope } from '../visibility.ts'
import { loadListed } from './listed-tasks.ts'
import { lookUp } from './look-up.ts'

const needsWords: ReadonlySet<QueryKind> = new Set(['words', 'unit', 'leader', 'section'])

/** What a button can carry. */
const longestWords = 60

/** 单位 住建 · 查 学校 第2页 · 逾期: in a group only what its subscriptions cover. */
export const findTasks =
  (kind: QueryKind): CommandHandler =>
  async (said, deps) => {
    const { words, page } = splitPage(said.rest)
    if (needsWords.has(kind) && words === '') {
      const lines = examples[kind] ?? []
      return answerNotice(
        said,
        { title: `${queryWords[kind]} · 请写要找什么`, lines, tone: 'info' },
        deps,
      )
    }
    const query = { kind, words: [...words].slice(0, longestWords).join('') }
    const where = said.isPrivate ? null : said.message.chatId
    return answer(said, await foundCard(query, page, said.speaker, where, deps), deps)
  }

const examples: Readonly<Partial<Record<QueryKind, readonly string[]>>> = {
  words: ['例如：查 改造　查 住建　查 14', '也可以写拼音首字母：查 gz'],
  unit: ['例如：单位 住建', '单位名称里的几个字或拼音首字母都可以。'],
  leader: ['例如：领导 何某', '牵头领导的姓名或拼音首字母都可以。'],
  section: ['例如：板块 民生实事', '板块名称里的几个字就可以。'],
}

/** Another page, redrawn in its place: in a group for the group, else for who pressed. */
export const turnFoundPage: CardHandler<'tasks.find'> = async (
  { query, said, page },
  press,
  deps,
) => {
  const group = await findChat(deps.db, press.chatId)
  const where = group ? press.chatId : null
  const card = await foundCard({ kind: query, words: said }, page, press.operator, where, deps)
  return { reply: { card } }
}

/** @param chatId the group that reads it; null: the asker alone */
async function foundCard(
  query: TaskQuery,
  page: number,
  openId: string,
  chatId: string | null,
  deps: Deps,
): Promise<Card> {
  const at = deps.clock.now()
  const people = await loadPeople(deps.db, at)
  const scope = await scopeOf(openId, chatId, people, deps)
  const options = { on: shanghaiDate(at), page, perPage: foundPerPage }
  const found = await lookUp(query, scope, options, people, deps)
  const tasks = await loadListed(found, people, deps)
  return foundTasksCard({
    asOf: at,
    query: query.kind,
    said: query.words,
    page: found.page,
    pages: found.pages,
    total: found.total,
    overdue: found.overdue,
    isCut: found.isCut,
    inGroup: chatId !== null,
    rows: tasks.map((one) => foundTask(one, at)),
  })
}

const scopeOf = (
  openId: string,
  chatId: string | null,
  people: People,
  deps: Deps,
): Promise<TaskScope> =>
  chatId === null ? seenScope(deps.db, openId, people) : coveredScope(chatId, deps)
