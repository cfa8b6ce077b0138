import { doubtFormCard, doubtsCard } from '../../cards/imports/import-doubts.ts'
import type { Card } from '../../cards/kit.ts'
import { audit } from '../../db/audit.ts'
import { answersTo, dropAnswer, type GivenAnswers, saveAnswers } from '../../db/doubt-answers.ts'
import {
  findImport,
  type Import,
  sourceImportOf,
  touchImport,
  waitingImportOf,
} from '../../db/imports.ts'
import { loadKeptPlan, plansInState } from '../../db/plans.ts'
import { withAnswer } from '../../src/domain/answered-plan.ts'
import { type AnswerRefusal, type DoubtAnswer, refusalOf } from '../../src/domain/doubt-answers.ts'
import { offerOf } from '../../src/domain/doubt-offers.ts'
import { isPlanCode, normalisePlanCode } from '../../src/domain/plan-code.ts'
import { isEmptyDiff, planDiff } from '../../src/domain/plan-diff.ts'
import { shanghaiDate, yearOf } from '../../src/domain/time.ts'
import { foldWidth } from '../../src/domain/written-form.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, failure, info, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Decision, Press, Said, Writes } from '../types.ts'
import { doubtFormView, doubtsView, pageOfDoubt } from '../views/doubt-views.ts'
import { draftOf, openDoubts } from '../views/import-views.ts'
import { answerOfForm, answerOfWords, type ReadAnswer } from './read-answer.ts'
import { updateWrites } from './update-plan.ts'

const refusals: Readonly<Record<AnswerRefusal, string>> = {
  'no-such-task': '这一处没有对应的任务',
  'not-an-answer': '这一处不能这样回答',
  'unit-missing': '请选一个单位，或写上单位名称',
  'seq-out-of-range': '序号应在 1 到 9999 之间',
  'seq-taken': '这个序号已有任务',
  'names-missing': '请写上名称，用顿号分开',
  'name-too-long': '名称太长，每个最多 40 字',
  'not-a-date': '请选日期',
  'unknown-milestone': '没有这个节点，请重新选择',
}

type Asked = { readonly read: Import; readonly given: GivenAnswers }

async function asked(importId: string, deps: Deps): Promise<Asked | undefined> {
  const read = await findImport(deps.db, importId)
  return read && { read, given: await answersTo(deps.db, read.id) }
}

const list = async ({ read, given }: Asked, page: number, deps: Deps): Promise<Card> =>
  doubtsCard(await doubtsView(read, given, page, deps.db))

type Step = (found: Asked, press: Press, deps: Deps) => Promise<Decision>

/** A press of the office on the doubts of a document. */
async function pressed(importId: string, press: Press, deps: Deps, step: Step): Promise<Decision> {
  if (!(await isAllowed(deps.db, press.operator, 'import_plan'))) {
    return { reply: { toast: warning('只有督查室可以核对疑点') } }
  }
  const found = await asked(importId, deps)
  if (!found) return { reply: { toast: warning('找不到这次导入，请重新发送文件') } }
  return step(found, press, deps)
}

export const showDoubts: CardHandler<'doubts.page'> = ({ importId, page }, press, deps) =>
  pressed(importId, press, deps, async (found) => ({
    reply: { card: await list(found, page, deps) },
  }))

export const openDoubt: CardHandler<'doubt.open'> = ({ importId, number }, press, deps) =>
  pressed(importId, press, deps, async ({ read, given }) => {
    const view = await doubtFormView(read, given, number, deps.db)
    return { reply: view ? { card: doubtFormCard(view) } : { toast: warning('没有这一处疑点') } }
  })

export const answerPressed: CardHandler<'doubt.answer'> = (action, press, deps) =>
  pressed(action.importId, press, deps, (found) => {
    const doubt = found.read.draft.doubts[action.number - 1]
    const choices = doubt ? offerOf(found.read.draft, doubt).choices : []
    const choice = choices.find(({ name }) => name === action.choice)
    const said: ReadAnswer = choice
      ? { ok: true, answer: choice.answer }
      : { ok: false, said: '这张卡片已过期，请重新打开疑点' }
    return take(found, action.number, said, press.operator, press.eventId, deps)
  })

export const answerFilled: CardHandler<'doubt.fill'> = (action, press, deps) =>
  pressed(action.importId, press, deps, (found) => {
    const doubt = found.read.draft.doubts[action.number - 1]
    const said: ReadAnswer = doubt
      ? answerOfForm(offerOf(found.read.draft, doubt), press.form)
      : { ok: false, said: '没有这一处疑点' }
    return take(found, action.number, said, press.operator, press.eventId, deps)
  })

/** An answer is kept with who gave it and when; it can be taken back until 确认导入. */
async function take(
  { read, given }: Asked,
  number: number,
  said: ReadAnswer,
  by: string,
  via: string,
  deps: Deps,
): Promise<Decision> {
  const doubt = read.draft.doubts[number - 1]
  if (!said.ok || !doubt) {
    return { reply: { toast: failure(said.ok ? '没有这一处疑点' : said.said) } }
  }
  const refusal = refusalOf(read.draft, doubt, said.answer)
  if (refusal) return { reply: { toast: failure(refusals[refusal]) } }
  const closed = read.state === 'cancelled' || read.state === 'unchanged'
  if (closed || (read.state === 'committed' && given.has(number))) {
    const card = await list({ read, given }, pageOfDoubt(number), deps)
    return { reply: { toast: info('这一处已经核对过，不能再改'), card } }
  }
  const at = deps.clock.now()
  const after = new Map([...given, [number, { answer: said.answer, by, at }] as const])
  const changed = await planWrites({ read, given }, after, by, via, deps)
  return {
    reply: {
      toast: success('已记下'),
      card: await list({ read, given: after }, pageOfDoubt(number), deps),
    },
    writes: [
      answerAudit(read, number, given.get(number)?.answer, said.answer, by, via, deps),
      ...touchImport(deps.db, read),
      ...saveAnswers(deps.db, read.id, new Map([[number, { answer: said.answer, by, at }]])),
      ...changed,
    ],
  }
}

/** Of a document that was imported already, the answer changes the plan. */
async function planWrites(
  { read, given }: Asked,
  after: GivenAnswers,
  by: string,
  via: string,
  deps: Deps,
): Promise<Writes> {
  if (read.state !== 'committed' || read.plan_id === null || read.purpose === 'progress') return []
  const kept = await loadKeptPlan(deps.db, read.plan_id, deps.clock.now())
  if (!kept) return []
  const diff = planDiff(kept, withAnswer(kept, draftOf(read, given), draftOf(read, after)))
  if (isEmptyDiff(diff)) return []
  const change = { by, via, at: deps.clock.now(), type: 'plan.doubt-answered', importId: read.id }
  return updateWrites(diff, change, null, deps.db)
}

const answerAudit = (
  read: Import,
  number: number,
  before: DoubtAnswer | undefined,
  after: DoubtAnswer | null,
  by: string,
  via: string,
  deps: Deps,
) =>
  audit(deps.db, {
    subject: `import:${read.id}`,
    version: read.version + 1,
    type: after ? 'import.doubt-answered' : 'import.doubt-reopened',
    actor: by,
    at: deps.clock.now(),
    via,
    before: { number, answer: before ?? null },
    after: { number, answer: after },
  })

export const takeBackPressed: CardHandler<'doubt.take-back'> = (action, press, deps) =>
  pressed(action.importId, press, deps, (found) =>
    takeBack(found, action.number, press.operator, press.eventId, deps),
  )

async function takeBack(
  { read, given }: Asked,
  number: number,
  by: string,
  via: string,
  deps: Deps,
): Promise<Decision> {
  const answered = given.get(number)
  const page = pageOfDoubt(number)
  if (!answered || read.state !== 'waiting') {
    const words = answered ? '计划已导入，核对结果不能撤回' : '这一处还没有核对'
    return { reply: { toast: info(words), card: await list({ read, given }, page, deps) } }
  }
  const after = new Map([...given].filter(([one]) => one !== number))
  return {
    reply: { toast: info('已撤回'), card: await list({ read, given: after }, page, deps) },
    writes: [
      answerAudit(read, number, answered.answer, null, by, via, deps),
      ...touchImport(deps.db, read),
      ...dropAnswer(deps.db, read.id, number),
    ],
  }
}

/** 疑点 · 疑点 XH21 · 疑点 3 · 疑点 3 区住建局 · 疑点 3 撤回. */
export const sayDoubts: CommandHandler = async (said, deps) => {
  const notice = (lines: readonly string[]) =>
    answerNotice(said, { title: '疑点', lines, tone: 'info' }, deps)
  if (!(await isAllowed(deps.db, said.speaker, 'import_plan')))
    return notice(['只有督查室可以核对疑点。'])
  const { code, number, words } = partsOf(said.rest)
  const found = await meant(said, code, deps)
  if (!('read' in found)) return notice(found.lines)
  if (number === null) return answer(said, await list(found, 1, deps), deps)
  const doubt = found.read.draft.doubts[number - 1]
  if (!doubt) return notice([`没有第 ${number} 处疑点，共 ${found.read.draft.doubts.length} 处。`])
  if (words === '') return answer(said, await list(found, pageOfDoubt(number), deps), deps)
  const year = found.read.draft.plan.year ?? yearOf(shanghaiDate(deps.clock.now()))
  const { reply, writes = [] } =
    words === '撤回'
      ? await takeBack(found, number, said.speaker, said.key, deps)
      : await take(
          found,
          number,
          answerOfWords(offerOf(found.read.draft, doubt), words, year),
          said.speaker,
          said.key,
          deps,
        )
  if (!reply.card) return notice([`第 ${number} 处：${reply.toast?.content ?? ''}`])
  return [...writes, ...answer(said, reply.card, deps)]
}

/** `QH26 3 区住建局`: a plan, a number, an answer; each may be left out. */
function partsOf(rest: string) {
  const found =
    /^\s*([A-Za-z][A-Za-z0-9]*)?\s*(?:第?\s*(\d{1,3})\s*处?)?(?:[\s:：,，]+|$)([\s\S]*)$/.exec(
      foldWidth(rest),
    )
  const code = normalisePlanCode(found?.[1] ?? '')
  return {
    code: isPlanCode(code) ? code : null,
    number: found?.[2] === undefined ? null : Number(found[2]),
    words: (found?.[3] ?? '').trim(),
  }
}

/** The document that waits for the speaker; else the one that a plan was made from. */
async function meant(
  said: Said,
  code: string | null,
  deps: Deps,
): Promise<Asked | { readonly lines: readonly string[] }> {
  const waiting = await waitingImportOf(deps.db, said.speaker)
  if (waiting && (code === null || waiting.code === code)) {
    return { read: waiting, given: await answersTo(deps.db, waiting.id) }
  }
  const plans = await plansInState(deps.db, ['draft', 'running', 'year_end_check'])
  const chosen = code === null ? plans : plans.filter((plan) => plan.code === code)
  const sources = await Promise.all(
    chosen.map(async ({ id }): Promise<Asked | undefined> => {
      const read = await sourceImportOf(deps.db, id)
      return read && { read, given: await answersTo(deps.db, read.id) }
    }),
  )
  const found = sources.filter((one) => one !== undefined)
  const doubtful =
    code === null ? found.filter(({ read, given }) => openDoubts(read, given).length > 0) : found
  const [one] = doubtful
  if (!one) return { lines: [noneWords(noPlan(code, chosen.length))] }
  if (doubtful.length === 1) return one
  const lines = doubtful.map(
    ({ read, given }) =>
      `疑点 ${read.code}　${openDoubts(read, given).length} 处未核对　${read.draft.plan.title}`,
  )
  return { lines: ['请写上计划编号：', ...lines] }
}
const noPlan = (code: string | null, plans: number) => (code !== null && plans === 0 ? code : null)
const noneWords = (code: string | null) =>
  code === null ? '没有未核对的疑点。' : `没有计划 ${code}。`
