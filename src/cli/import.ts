import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Database } from '../../db/database.ts'
import { insertImport } from '../../db/imports.ts'
import { migrate } from '../../db/migrate.ts'
import { openDatabase } from '../../db/open.ts'
import { findPlanByDigest, loadKeptPlan } from '../../db/plans.ts'
import { draftDigest, planOfThatTitle, planWrites } from '../../handlers/imports/import-draft.ts'
import { updateWrites } from '../../handlers/imports/update-plan.ts'
import type { Config } from '../config.ts'
import type { DraftPlan } from '../domain/draft-plan.ts'
import type { Plan } from '../domain/plan.ts'
import { isEmptyDiff, planDiff } from '../domain/plan-diff.ts'
import { importJson } from '../import/import-json.ts'
import { isolatedDocuments } from '../isolate.ts'

/** Exit codes of `duban import` (`import-json.md`). */
const exitCodes = {
  ok: 0,
  failed: 1,
  'no-table': 3,
  'unknown-table': 3,
  refused: 4,
  classified: 4,
} as const

/**
 * `duban import FILE [--json] [--commit]`
 * @returns the exit code
 */
export async function importCommand(
  file: string,
  options: { readonly json?: boolean; readonly commit?: boolean },
  config: () => Config,
): Promise<number> {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch {
    console.error(`打不开文件：${file}。请检查路径和权限。`)
    return exitCodes.refused
  }
  const outcome = await isolatedDocuments().read(bytes, basename(file))
  if (!outcome.ok) {
    console.error(outcome.message)
    return exitCodes[outcome.reason]
  }
  if (options.json) console.log(JSON.stringify(importJson(outcome.draft), null, 2))
  else printSummary(outcome.draft)
  return options.commit ? commit(outcome.draft, basename(file), config()) : exitCodes.ok
}

function printSummary({ plan, tasks, doubts, leftovers }: DraftPlan): void {
  const nodes = tasks.reduce((sum, task) => sum + task.milestones.length, 0)
  console.log(`${plan.title}（${plan.docNo ?? '无文号'}，${plan.issuedOn ?? '未见日期'}）`)
  console.log(
    `任务 ${tasks.length} 项，时间节点 ${nodes} 个，存疑 ${doubts.length} 处，未归入 ${leftovers.length} 行`,
  )
  for (const doubt of doubts) {
    console.log(`  存疑 ${doubt.taskSeq === null ? '' : `第${doubt.taskSeq}项 `}${doubt.text}`)
  }
}

/** Makes a draft of it, as 确认导入 does; a plan that is there already stays as it is. */
async function commit(draft: DraftPlan, fileName: string, config: Config): Promise<number> {
  const db = await openDatabase(config)
  try {
    await migrate(db, Date.now())
    const at = Date.now()
    const id = `cli-${at}`
    const digest = await draftDigest(draft)
    const same = await findPlanByDigest(db, digest)
    if (same) {
      console.error(`已导入过，内容相同：计划 ${same.code}，没有作任何改动`)
      return exitCodes.ok
    }
    const titled = await planOfThatTitle(draft, db, at)
    if (titled) return await update(titled, { id, draft, digest, fileName, at }, db)
    const planned = await planWrites({ id, draft, digest, code: null }, 'system', 'cli', db, at)
    await db.atomic([
      ...planned.writes,
      ...insertImport(db, {
        id,
        open_id: 'system',
        chat_id: null,
        file_name: fileName,
        digest,
        draft,
        code: planned.made.plan.code,
        state: 'committed',
        plan_id: planned.made.plan.id,
        created_at: at,
        version: 1,
      }),
    ])
    console.error(
      `已存为草案：计划 ${planned.made.plan.code}。在飞书里发送“下发 ${planned.made.plan.code}”开始执行`,
    )
    return exitCodes.ok
  } finally {
    await db.close()
  }
}

type ReadFile = {
  readonly id: string
  readonly draft: DraftPlan
  readonly digest: string
  readonly fileName: string
  readonly at: number
}

/** A newer version of a plan: what happened to its tasks stays, as with 确认更新 in the chat. */
async function update(plan: Plan, read: ReadFile, db: Database): Promise<number> {
  const kept = await loadKeptPlan(db, plan.id, read.at)
  const diff = kept && planDiff(kept, read.draft)
  if (!diff || isEmptyDiff(diff)) {
    console.error(`没有变化：计划 ${plan.code}，没有作任何改动`)
    return exitCodes.ok
  }
  const { id, draft, digest, fileName, at } = read
  const change = { by: 'system', via: 'cli', at, type: 'plan.updated', importId: id }
  await db.atomic([
    ...updateWrites(diff, change, digest, db),
    ...insertImport(db, {
      id,
      open_id: 'system',
      chat_id: null,
      file_name: fileName,
      digest,
      draft,
      code: plan.code,
      state: 'committed',
      plan_id: plan.id,
      created_at: at,
      version: 1,
      purpose: 'update',
      target_plan_id: plan.id,
    }),
  ])
  const { added, restored, changed, removed } = diff
  console.error(
    `已更新计划 ${plan.code}：新增 ${added.length + restored.length}，修改 ${changed.length}，删去 ${removed.length}（归档）`,
  )
  return exitCodes.ok
}
