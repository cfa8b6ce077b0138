/** What can be printed, and how one asks for it: 导出 分解表 excel XH21 公开版. */
import type { PlanKind } from './draft-plan.ts'
import { isPlanCode, normalisePlanCode } from './plan-code.ts'
import { parseTaskReference } from './task-reference.ts'
import { foldWidth, simplifyCommandWords } from './written-form.ts'

/** The printed forms by the words one says for them; the first is the form's name. */
const printForms = {
  decomposition: ['分解表'],
  assignment: ['分工表'],
  progress: ['进展表'],
  compilation: ['完成情况汇编', '汇编'],
  leader_list: ['领导牵头事项一览表', '牵头事项', '一览表'],
  year_end_check: ['年终核验表', '核验表'],
  task_brief: ['单项专报', '专报'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>
export type FormName = keyof typeof printForms

export const formNames = Object.keys(printForms) as readonly FormName[]
export const formWords = (form: FormName): string => printForms[form][0]

/** Forms that print one task as running text, and so only in Word. */
export const isPaper = (form: FormName): form is 'task_brief' => form === 'task_brief'
export type TableForm = Exclude<FormName, 'task_brief'>

export const printFormats = { word: 'docx', excel: 'xlsx' } as const
export type PrintFormat = keyof typeof printFormats

/** 内部版 prints all that the asker may see; 公开版 leaves 内部事项 out. */
export type Edition = 'internal' | 'public'

/** The form that a plan of each kind was printed in. */
export const usualForm: Readonly<Record<PlanKind, TableForm>> = {
  decomposition: 'decomposition',
  assignment: 'assignment',
  compilation: 'compilation',
  progress_by_category: 'progress',
  progress_list: 'progress',
  custom: 'decomposition',
}

export type PrintRequest = {
  /** Null: none was named. */
  readonly form: FormName | null
  readonly format: PrintFormat
  readonly planCode: string | null
  /** As it was said: `14`, `XH21-14`. */
  readonly task: string | null
  readonly edition: Edition
}

const formatWords: readonly (readonly [PrintFormat, RegExp])[] = [
  ['excel', /excel|xlsx?/i],
  ['word', /word|docx?|文档/i],
]
const publicWords = /公开版?/

/** Longer words first: 汇编 is part of 完成情况汇编. */
const spoken = formNames
  .flatMap((form) => printForms[form].map((word) => ({ form, word })))
  .sort((a, b) => b.word.length - a.word.length)

/** @returns undefined where words are left that say nothing about a print */
export function parsePrintRequest(said: string): PrintRequest | undefined {
  let rest = simplifyCommandWords(foldWidth(said))
  const take = (pattern: RegExp | string): boolean => {
    const left = rest.replace(pattern, ' ')
    const isThere = left !== rest
    rest = left
    return isThere
  }
  const form = spoken.find(({ word }) => take(word))?.form ?? null
  const format = formatWords.find(([, pattern]) => take(pattern))?.[0] ?? 'word'
  const edition = take(publicWords) ? 'public' : 'internal'
  take(/内部版/)
  const words = rest.split(/[\s,，、。:：]+/).filter((word) => word !== '')
  const [code, ...others] = words
  if (others.length > 0) return undefined
  if (code === undefined) return { form, format, planCode: null, task: null, edition }
  const planCode = normalisePlanCode(code)
  if (isPlanCode(planCode)) return { form, format, planCode, task: null, edition }
  const isTask = form !== null && isPaper(form) && parseTaskReference(code)?.rest === ''
  return isTask ? { form, format, planCode: null, task: code, edition } : undefined
}

const longestName = 80

/**
 * `青禾区2026年重点工作任务分解表_20260625.docx`: no sign in it that a computer's files cannot have.
 * A plan whose document had no title is called as its file was, and the print is called so too.
 */
export function printedFileName(
  title: string,
  form: FormName,
  format: PrintFormat,
  date: string,
): string {
  const word = formWords(form)
  const plain = title.replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, '').slice(0, longestName)
  if (!/\p{Script=Han}{2}/u.test(title)) return `${plain}.${printFormats[format]}`
  const named = plain.endsWith(word) || plain.includes(word) ? plain : `${plain}（${word}）`
  return `${named}_${date.replaceAll('-', '')}.${printFormats[format]}`
}
