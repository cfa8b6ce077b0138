import { writeFileSync } from 'node:fs'
import { migrate } from '../../db/migrate.ts'
import { openDatabase } from '../../db/open.ts'
import { loadPlans, plansInState } from '../../db/plans.ts'
import type { Config } from '../config.ts'
import type { Plan } from '../domain/plan.ts'
import { normalisePlanCode } from '../domain/plan-code.ts'
import {
  type FormName,
  formNames,
  formWords,
  isPaper,
  type PrintFormat,
  parsePrintRequest,
  printedFileName,
  printFormats,
} from '../domain/print-forms.ts'
import { shanghaiDate } from '../domain/time.ts'
import { print } from '../export/print.ts'
import { takeSnapshot } from '../export/snapshot.ts'

export type ExportOptions = {
  readonly plan?: string
  readonly format?: string
  readonly out?: string
  readonly public?: boolean
}

const exitCodes = { ok: 0, usage: 2, 'no-plan': 3 } as const

/**
 * `duban export KIND [--plan CODE] [--format word|excel] [--out FILE] [--public]`
 * @returns the exit code
 */
export async function exportCommand(
  kind: string,
  { plan: code, format = 'word', out, public: isPublic }: ExportOptions,
  config: () => Config,
): Promise<number> {
  const form = formOf(kind)
  if (!form || isPaper(form) || !isFormat(format)) {
    const forms = formNames
      .filter((name) => !isPaper(name))
      .map((name) => `${formWords(name)}（${name}）`)
      .join('、')
    console.error(
      `不能导出“${form && !isPaper(form) ? format : kind}”。可以导出：${forms}；格式：word、excel。`,
    )
    return exitCodes.usage
  }
  const db = await openDatabase(config())
  try {
    const asOf = Date.now()
    await migrate(db, asOf)
    const chosen = choosePlan(
      await plansInState(db, ['draft', 'running', 'year_end_check', 'archived']),
      code,
    )
    if (typeof chosen === 'string') {
      console.error(chosen)
      return exitCodes['no-plan']
    }
    const [found] = await loadPlans(db, { planIds: [chosen.id] }, asOf)
    if (!found) return exitCodes['no-plan']
    const edition = isPublic ? 'public' : 'internal'
    const snapshot = takeSnapshot(found, { asOf, edition })
    const bytes = await print({ form, format, snapshot })
    const file = out ?? printedFileName(chosen.title, form, format, shanghaiDate(asOf))
    writeFileSync(file, bytes)
    console.log(`已导出${formWords(form)}：${file}（任务 ${snapshot.tasks.length} 项）`)
    return exitCodes.ok
  } finally {
    await db.close()
  }
}

/** By its word or by its name in the code. */
const formOf = (kind: string): FormName | undefined =>
  formNames.find((name) => name === kind) ?? parsePrintRequest(kind)?.form ?? undefined

const isFormat = (format: string): format is PrintFormat => Object.hasOwn(printFormats, format)

function choosePlan(plans: readonly Plan[], code: string | undefined): Plan | string {
  const codes = plans.map((plan) => plan.code).join('、')
  if (code !== undefined) {
    const found = plans.find((plan) => plan.code === normalisePlanCode(code))
    return found ?? `没有计划 ${code}。现有计划：${codes || '无'}`
  }
  const [only, ...others] = plans
  if (!only) return '还没有任何计划，请先导入。'
  return others.length === 0 ? only : `有多个计划，请用 --plan 指定：${codes}`
}
