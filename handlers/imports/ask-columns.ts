import { z } from 'zod'
import { columnsCard, columnsPerPage, columnWords } from '../../cards/imports/import-columns.ts'
import type { Card } from '../../cards/kit.ts'
import { pageOf } from '../../cards/pager.ts'
import { audit } from '../../db/audit.ts'
import {
  type ColumnQuestion,
  findColumnQuestion,
  insertColumnQuestion,
  saveColumnProfile,
  updateColumnQuestion,
  waitingColumnQuestionOf,
} from '../../db/column-questions.ts'
import { enqueue } from '../../db/outbox.ts'
import { addWork } from '../../db/work.ts'
import { type Column, columnMeanings } from '../../src/import/column-words.ts'
import type { UnknownTable } from '../../src/import/unknown-table.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, asContent, failure, info, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Decision, Press, Writes } from '../types.ts'
import type { SentFile } from './sent-file.ts'

/** Asks the sender what the columns of a table hold. @param known what was said before, in vain */
export function askColumns(
  table: UnknownTable,
  file: SentFile,
  workId: string,
  known: readonly Column[] | null,
  deps: Deps,
): Writes {
  const at = deps.clock.now()
  const question: ColumnQuestion = {
    id: workId.slice(0, 80),
    open_id: file.openId,
    file_name: file.fileName,
    message_id: file.messageId,
    file_key: file.fileKey,
    asked: table,
    columns: known ?? table.columns.map(({ guess }) => guess),
    state: 'waiting',
    created_at: at,
    version: 1,
  }
  return [
    ...insertColumnQuestion(deps.db, question),
    enqueue(
      deps.db,
      `columns:${question.id}`,
      { type: 'open_id', id: file.openId },
      asContent(questionCard(question, 1, known !== null)),
      at,
    ),
  ]
}

function questionCard(question: ColumnQuestion, page: number, isAgain = false): Card {
  const numbered = question.asked.columns.map((column, index) => ({
    number: index + 1,
    header: column.header,
    samples: column.samples,
    chosen: question.columns[index] ?? column.guess,
  }))
  const { rows: columns, ...paged } = pageOf(numbered, page, columnsPerPage)
  return columnsCard({
    ...paged,
    questionId: question.id,
    fileName: question.file_name,
    at: question.created_at,
    state: question.state,
    rows: question.asked.rows,
    total: numbered.length,
    columns,
    isAgain,
  })
}

type Step = (question: ColumnQuestion, by: string, via: string, deps: Deps) => Promise<Decision>

async function pressed(
  questionId: string,
  press: Press,
  deps: Deps,
  step: Step,
): Promise<Decision> {
  const question = await findColumnQuestion(deps.db, questionId)
  if (!question) return { reply: { toast: warning('找不到这个文件，请重新发送') } }
  return step(question, press.operator, press.eventId, deps)
}

/** Of the office, while the question waits. */
const whileAsked =
  (step: Step): Step =>
  async (question, by, via, deps) => {
    if (!(await isAllowed(deps.db, by, 'import_plan'))) {
      return { reply: { toast: warning('只有督查室可以指定栏目') } }
    }
    if (question.state !== 'waiting') {
      return { reply: { toast: info('已经处理过'), card: questionCard(question, 1) } }
    }
    return step(question, by, via, deps)
  }

export const showColumns: CardHandler<'columns.page'> = ({ questionId, page }, press, deps) =>
  pressed(
    questionId,
    press,
    deps,
    whileAsked(async (question) => ({ reply: { card: questionCard(question, page) } })),
  )

const Chosen = z.record(z.string(), z.unknown())
const Meaning = z.enum(columnMeanings)

/** The columns with what the form of a page says of some. */
function filled(question: ColumnQuestion, form: unknown): readonly Column[] {
  const values = Chosen.safeParse(form)
  return question.columns.map((column, index) => {
    const said = Meaning.safeParse(values.success ? values.data[`column_${index + 1}`] : undefined)
    return said.success ? said.data : column
  })
}

export const fillColumns: CardHandler<'columns.fill'> = ({ questionId, page }, press, deps) =>
  pressed(
    questionId,
    press,
    deps,
    whileAsked(async (question, by, via) => {
      const columns = filled(question, press.form)
      const after = { ...question, columns }
      const { pages } = pageOf(columns, page, columnsPerPage)
      if (page >= pages) return read(after, by, via, deps)
      return {
        reply: { card: questionCard(after, page + 1) },
        writes: updateColumnQuestion(deps.db, question, { columns, state: 'waiting' }),
      }
    }),
  )

/** The answer is kept for the next file with this header, and the file is read by a job. */
async function read(
  question: ColumnQuestion,
  by: string,
  via: string,
  deps: Deps,
): Promise<Decision> {
  const at = deps.clock.now()
  const { columns, asked } = question
  if (!columns.includes('task')) {
    return { reply: { toast: failure('请指定哪一列是任务') } }
  }
  const file: SentFile = {
    openId: question.open_id,
    messageId: question.message_id,
    fileKey: question.file_key,
    fileName: question.file_name,
  }
  const headers = asked.columns.map(({ header }) => header)
  return {
    reply: {
      toast: success('已记下，正在读取'),
      card: questionCard({ ...question, state: 'answered' }, 1),
    },
    writes: [
      audit(deps.db, {
        subject: `columns:${question.id}`,
        version: question.version + 1,
        type: 'columns.answered',
        actor: by,
        at,
        via,
        after: { headers, columns },
      }),
      ...updateColumnQuestion(deps.db, question, { columns, state: 'answered' }),
      ...saveColumnProfile(deps.db, headers, { issuer: '', columns }, by, at),
      addWork(
        deps.db,
        { id: `read:${via}`.slice(0, 80), kind: 'read_document', payload: file },
        at,
      ),
    ],
  }
}

const cancel: Step = whileAsked(async (question, by, via, deps) => ({
  reply: { toast: info('已取消'), card: questionCard({ ...question, state: 'cancelled' }, 1) },
  writes: [
    audit(deps.db, {
      subject: `columns:${question.id}`,
      version: question.version + 1,
      type: 'columns.cancelled',
      actor: by,
      at: deps.clock.now(),
      via,
    }),
    ...updateColumnQuestion(deps.db, question, { columns: question.columns, state: 'cancelled' }),
  ],
}))

export const cancelColumns: CardHandler<'columns.cancel'> = ({ questionId }, press, deps) =>
  pressed(questionId, press, deps, cancel)

/** 取消, said while no import waits. Undefined: no question waits either. */
export async function cancelAskedColumns(
  by: string,
  via: string,
  deps: Deps,
): Promise<Decision | undefined> {
  const question = await waitingColumnQuestionOf(deps.db, by)
  return question && cancel(question, by, via, deps)
}

/** 栏目 · 栏目 3 牵头单位 · 栏目 读取. */
export const sayColumns: CommandHandler = async (said, deps) => {
  const notice = (line: string) =>
    answerNotice(said, { title: '栏目', lines: [line], tone: 'info' }, deps)
  const question = await waitingColumnQuestionOf(deps.db, said.speaker)
  if (!question) return notice('没有等待指定栏目的文件。')
  const step = whileAsked((one, by, via) => stepSaid(one, said.rest.trim(), by, via, deps))
  const { reply, writes = [] } = await step(question, said.speaker, said.key, deps)
  if (!reply.card) return notice(reply.toast?.content ?? '')
  return [...writes, ...answer(said, reply.card, deps)]
}

async function stepSaid(
  question: ColumnQuestion,
  words: string,
  by: string,
  via: string,
  deps: Deps,
): Promise<Decision> {
  if (words === '') return { reply: { card: questionCard(question, 1) } }
  if (/^(?:按此)?读取$/.test(words)) return read(question, by, via, deps)
  const [, digits = '', meant = ''] = /^第?\s*(\d{1,2})\s*[列栏]?\s*(.+)$/.exec(words) ?? []
  const number = Number(digits)
  const meaning = meaningOf(meant)
  if (!question.columns[number - 1] || !meaning) {
    return { reply: { toast: failure('请这样说：栏目 3 牵头单位') } }
  }
  const columns = question.columns.with(number - 1, meaning)
  return {
    reply: { card: questionCard({ ...question, columns }, Math.ceil(number / columnsPerPage)) },
    writes: updateColumnQuestion(deps.db, question, { columns, state: 'waiting' }),
  }
}

/** `牵头单位`, `其他`: the words of the card, or how they begin. */
function meaningOf(said: string): Column | undefined {
  const text = said.trim()
  if (text === '') return undefined
  const exact = columnMeanings.find((meaning) => columnWords[meaning] === text)
  return exact ?? columnMeanings.find((meaning) => columnWords[meaning].startsWith(text))
}
