/** 误传清除: one member of the office names what has to go, the others are asked (design §14). */
import { type PurgeChoiceView, purgeChoiceCard } from '../../cards/purge.ts'
import { timeAt } from '../../cards/words.ts'
import { audit } from '../../db/audit.ts'
import { accountNames, officeMembers } from '../../db/people.ts'
import { findTask } from '../../db/plans.ts'
import {
  findPurgeable,
  type Purgeable,
  purgeableImports,
  purgeableOf,
} from '../../db/purge-choices.ts'
import { findContent, sinceOf } from '../../db/purge-search.ts'
import { insertPurge } from '../../db/purges.ts'
import {
  type AskPurgeRefusal,
  bare,
  type Purge,
  type PurgeTarget,
  refusalToAskPurge,
  shortestText,
} from '../../src/domain/purge.ts'
import { parseTaskReference } from '../../src/domain/task-reference.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, success, tell, warning } from '../answers.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CardHandler, CommandHandler, Writes } from '../types.ts'
import { cardOf, nothingLeft, placesOf } from './purge-card.ts'

const refusals: Readonly<Record<AskPurgeRefusal | 'nothing-found', string>> = {
  'not-allowed': '只有督查室可以办理误传清除',
  'needs-second': '误传清除要两名督查室成员共同办理，请先授权另一名成员：授权 督查室 姓名',
  'text-too-short': `请写至少 ${shortestText} 个字的原文，以免误删其他内容`,
  'nothing-found': '没有找到要清除的内容',
}

type Asked =
  | { readonly ok: true; readonly purge: Purge; readonly places: readonly string[] }
  | { readonly ok: false; readonly line: string }

async function ask(target: PurgeTarget, by: string, deps: Deps): Promise<Asked> {
  const [mayPurge, members] = await Promise.all([
    isAllowed(deps.db, by, 'purge'),
    officeMembers(deps.db),
  ])
  const refusal = refusalToAskPurge(target, { mayPurge, members: members.length })
  if (refusal) return { ok: false, line: refusals[refusal] }
  const [found, about] = await Promise.all([findContent(deps.db, target), aboutOf(target, deps)])
  if (found.length === 0 || about === undefined) {
    return { ok: false, line: refusals['nothing-found'] }
  }
  const at = deps.clock.now()
  const purge: Purge = {
    id: deps.newId(),
    about,
    target,
    since: sinceOf(found, at),
    askedBy: by,
    askedAt: at,
    state: 'open',
    decidedBy: null,
    decidedAt: null,
    places: 0,
    version: 1,
  }
  return { ok: true, purge, places: placesOf(found) }
}

const kinds: Readonly<Record<Purgeable['what'], string>> = {
  report: '填报',
  directive: '工作要求',
  request: '申请',
  evidence: '佐证',
  import: '导入的文件',
}

/** What it is, without a word of it. */
async function aboutOf(target: PurgeTarget, deps: Deps): Promise<string | undefined> {
  if (target.kind === 'text') return `一段文字，${bare(target.text).length}个字`
  const found = await findPurgeable(deps.db, target.kind, target.id)
  if (!found) return undefined
  const what = `${timeAt(found.at)}的${kinds[found.what]}`
  const task = found.taskId && (await findTask(deps.db, found.taskId, deps.clock.now()))
  return task ? `${task.plan.code}-${task.task.seq} ${what}` : what
}

async function askWrites(purge: Purge, via: string, deps: Deps): Promise<Writes> {
  const others = (await officeMembers(deps.db)).filter((openId) => openId !== purge.askedBy)
  return [
    audit(deps.db, {
      subject: `purge:${purge.id}`,
      version: 1,
      type: 'purge.asked',
      actor: purge.askedBy,
      at: purge.askedAt,
      via,
      after: { about: purge.about },
    }),
    ...insertPurge(deps.db, purge),
    ...others.flatMap((openId) =>
      tell(
        openId,
        `purge:${purge.id}:${openId}`,
        { kind: 'purge_request', purgeId: purge.id },
        deps,
      ),
    ),
  ]
}

const listed = 5

/** 误传清除 · 误传清除 14 · 误传清除 那段文字 */
export const sayPurge: CommandHandler = async (said, deps) => {
  const refuse = (line: string) =>
    answerNotice(said, { title: '误传清除 · 未办理', lines: [line], tone: 'warning' }, deps)
  if (!(await isAllowed(deps.db, said.speaker, 'purge'))) return refuse(refusals['not-allowed'])
  const choices = async (of: string, all: readonly Purgeable[]) =>
    answer(said, purgeChoiceCard(await choicesOf(of, all, deps)), deps)
  if (said.rest === '') return choices('导入的文件', await purgeableImports(deps.db, listed))
  const reference = parseTaskReference(said.rest)
  if (reference?.rest === '') {
    const found = await findSaidTask(said, 'purge', deps)
    if ('card' in found) return answer(said, found.card, deps)
    const of = `${found.plan.code}-${found.task.seq}`
    return choices(of, await purgeableOf(deps.db, found.task.id, listed))
  }
  const asked = await ask({ kind: 'text', text: said.rest }, said.speaker, deps)
  if (!asked.ok) return refuse(asked.line)
  return [
    ...(await askWrites(asked.purge, said.key, deps)),
    ...answer(said, await cardOf(asked.purge, asked.places, nothingLeft, deps), deps),
  ]
}

/** Each by author and time, reports by their percentage or beginning too. */
async function choicesOf(
  of: string,
  all: readonly Purgeable[],
  deps: Deps,
): Promise<PurgeChoiceView> {
  const names = await accountNames(deps.db, [...new Set(all.map(({ by }) => by))])
  return {
    of,
    at: deps.clock.now(),
    choices: all.map(({ what, id, by, at, hint }) => ({
      what,
      id,
      about: `${timeAt(at)} ${hint ? `${hint} ` : ''}${names.get(by) ?? ''}的${kinds[what]}`,
    })),
  }
}

/** One of the choices: the other members are asked. */
export const askPurgePressed: CardHandler<'purge.ask'> = async ({ what, id }, press, deps) => {
  const asked = await ask({ kind: what, id }, press.operator, deps)
  if (!asked.ok) return { reply: { toast: warning(asked.line) } }
  return {
    reply: {
      toast: success('已请另一名成员确认'),
      card: await cardOf(asked.purge, asked.places, nothingLeft, deps),
    },
    writes: await askWrites(asked.purge, press.eventId, deps),
  }
}
