/** An invented district, and text that means harm. */
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import type { TaskRef } from '../words.ts'

/** 2026-06-25 18:00 in Shanghai, a Thursday. */
export const asOf = Date.parse('2026-06-25T18:00:00+08:00')
export const imported = Date.parse('2026-03-02T10:20:00+08:00')

/** Mentions, links, formats, quotes, marks that turn the writing, and no end. */
export const hostile =
  '"\'<at id=all></at><at id=ou_x></at> **粗** _斜_ ~~删~~ `码` [点此](https://evil.example) ' +
  "![图](img_x) <font color='red'>红</font> # 题 | 表 | $x$ \\n :DONE: https://evil.example中文\u202e反\u0007"

export const long = (chars: number): string =>
  '推进项目建设，按月调度进度。'.repeat(chars).slice(0, chars)
export const hostileLong = hostile.repeat(20)

/** A uuid, as ids are. */
export const idOf = (n: number): string => `0198f3a0-0000-7000-8000-${String(n).padStart(12, '0')}`

export const planTitle = '2026年青岚区政府重点工作任务分解表'

const titles = [
  '智慧交通提升工程',
  '老旧小区改造',
  '中心小学新建项目',
  '河道综合整治',
  '产业园区二期建设',
  '养老服务设施提升',
  '数字政务一网通办',
  '文化客厅建设',
] as const

export const hostileRef = (seq: number): TaskRef => ({
  ...ref(seq),
  code: hostile,
  title: hostileLong,
})

export const ref = (seq: number): TaskRef => ({
  taskId: idOf(seq),
  code: 'QL26',
  seq,
  title: titles[seq % titles.length] ?? '',
})

export const many = <Made>(count: number, make: (n: number) => Made): readonly Made[] =>
  Array.from({ length: count }, (_, index) => make(index + 1))

export const day = (n: number): IsoDate =>
  new Date(Date.UTC(2026, 3, 30) + (n - 1) * 30 * 86_400_000).toISOString().slice(0, 10)
