import type { ReadOutcome, RefusedFile } from '../import/outcome.ts'
import { readDocument } from '../import/read-document.ts'
import { readStaffList } from '../import/staff-list.ts'
import type { Documents } from '../ports.ts'

/** A Worker has 128 MB and no process of its own for a document (design §11). */
const maxBytes = 2 * 1024 * 1024
const maxRows = 5_000
/** D1 keeps at most 2 MB in one value, and the draft is one. */
const maxDraftBytes = 1_900_000

const elsewhere = '请拆分后分次发送，或用服务器版（Node）的督办导入。'

/** Formats that no Worker reads, whatever the Node version does, by name. */
const nodeOnly: Readonly<Record<string, string>> = {
  pdf: 'PDF',
  doc: '旧版 Word（.doc）',
  wps: 'WPS 文字（.wps）',
  xls: '旧版 Excel（.xls）',
  et: 'WPS 表格（.et）',
  ods: 'ODS 表格',
  rtf: 'RTF',
  ofd: 'OFD',
}

/** Reads documents in the Worker itself: the small ones, of formats that stay small in memory. */
export const workerDocuments: Documents = {
  read: async (bytes, fileName, options) => {
    const refusal = refuse(bytes, fileName)
    if (refusal) return refused(refusal)
    const outcome = await readDocument(bytes, fileName, options)
    return outcome.ok ? accepted(outcome) : outcome
  },
  staffList: async (bytes, fileName) => {
    const refusal = refuse(bytes, fileName)
    return refusal ? refused(refusal) : readStaffList(bytes, fileName)
  },
}

function refuse(bytes: Uint8Array, fileName: string): string | undefined {
  const extension = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const format = nodeOnly[extension]
  if (format) {
    return `这是 ${format} 文件。督办运行在 Cloudflare Workers 上，不读取这种文件：请打开原文件，另存为 .docx、.xlsx 或 .txt 再发给我；能读取它的是服务器版（Node）。`
  }
  if (bytes.length <= maxBytes) return undefined
  return `文件超过 2 MB。督办运行在 Cloudflare Workers 上，只读取 2 MB、5000 行以内的文件。${elsewhere}`
}

function accepted(outcome: ReadOutcome & { readonly ok: true }): ReadOutcome {
  const rows = outcome.draft.tasks.length
  const size = new TextEncoder().encode(JSON.stringify(outcome.draft)).length
  if (rows <= maxRows && size <= maxDraftBytes) return outcome
  return refused(
    `任务表有 ${rows} 行，内容过多。督办运行在 Cloudflare Workers 上，只读取 2 MB、5000 行以内的文件。${elsewhere}`,
  )
}

function refused(message: string): RefusedFile {
  return { ok: false, reason: 'refused', message }
}
