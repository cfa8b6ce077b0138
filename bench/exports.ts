import { performance } from 'node:perf_hooks'
import type { FormName, PrintFormat } from '../src/domain/print-forms.ts'
import type { PrintedTask, Snapshot } from '../src/export/snapshot.ts'
import { isolatedPrinter } from '../src/isolate.ts'

const tasks = 5_000
const pollMs = 200

/** 5,000 tasks in each form: how long, how large, and how late the server's own timers are meanwhile. */
export async function measureExports(): Promise<void> {
  const printer = isolatedPrinter()
  const snapshot = invented()
  console.log('| form | format | s | MB | latest timer ms |\n|---|---|---:|---:|---:|')
  for (const form of ['decomposition', 'compilation', 'progress'] as const satisfies FormName[]) {
    for (const format of ['word', 'excel'] as const satisfies PrintFormat[]) {
      const start = performance.now()
      const lag = watchLag()
      const printed = await printer({ form, format, snapshot })
      const seconds = ((performance.now() - start) / 1000).toFixed(1)
      const megabytes = printed.ok ? (printed.bytes.length / 1e6).toFixed(1) : printed.message
      console.log(`| ${form} | ${format} | ${seconds} | ${megabytes} | ${Math.round(lag())} |`)
    }
  }
}

/** @returns how late a timer of this process was at most */
function watchLag(): () => number {
  let latest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    latest = Math.max(latest, now - last - pollMs)
    last = now
  }, pollMs)
  return () => {
    clearInterval(timer)
    return latest
  }
}

function invented(): Snapshot {
  return {
    plan: {
      code: 'QL26',
      title: '青岚区2026年重点工作任务分解表',
      year: 2026,
      issuer: '青岚区人民政府办公室',
      docNo: '青政办〔2026〕7号',
      issuedOn: '2026-03-02',
      effectiveOn: '2026-03-02',
      kind: 'decomposition',
    },
    edition: 'internal',
    asOf: Date.parse('2026-06-25T18:00:00+08:00'),
    tasks: Array.from({ length: tasks }, (_, at) => inventedTask(at)),
  }
}

function inventedTask(at: number): PrintedTask {
  const words = `推进第${at + 1}批项目建设，完成投资${(at % 90) + 10}亿元，新增就业${at % 700}人。`
  const indicator = (name: string) => ({
    name,
    target: `${(at % 90) + 10}亿元`,
    current: `${at % 80}亿元`,
    rate: '68.76',
  })
  return {
    seq: at + 1,
    section: [`第${Math.floor(at / 500) + 1}板块工作`],
    title: null,
    text: words.repeat(3),
    state: 'in_progress',
    leaders: [{ name: '贺明远', isLead: false }],
    units: ['区住建局', '区科技局', '各镇街'].map((name, place) => ({ name, isLead: place === 0 })),
    persons: ['高朗', '叶知秋'],
    forms: ['每月督查通报'],
    nodes: ['03-31', '06-30', '09-30', '12-31'].map((day) => ({
      item: null,
      due: `2026-${day}`,
      text: '累计完成年度目标任务的相应进度',
      doneOn: null,
    })),
    items: [
      { title: words, rate: rate('68.76'), indicators: [indicator('投资额'), indicator('开工数')] },
      { title: `再${words}`, rate: rate('50'), indicators: [indicator('完工数')] },
    ],
    rate: rate('59.38'),
    progress: words.repeat(2),
    highlights: words.repeat(2),
    problems: words,
    nextSteps: words,
  }
}

const rate = (value: string) => ({ value, isHandSet: false })
