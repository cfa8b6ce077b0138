// The process that reads or prints one document: a question comes in by a message, the outcome goes out by one.
import { readFile } from 'node:fs/promises'
import type { Question } from './isolate.ts'
import { endBeyond } from './isolate-memory.ts'

const [maxMemoryMb] = process.argv.slice(2).map(Number)
const watched = maxMemoryMb ? endBeyond(maxMemoryMb) : Promise.resolve()

process.once('message', async (message) => {
  await watched
  const outcome = await answer(message as Question)
  process.send?.(outcome, () => process.exit())
})

async function answer(question: Question): Promise<unknown> {
  if (question.ask === 'print') {
    const { print } = await import('./export/print.ts')
    return { ok: true, bytes: await print(question.order) }
  }
  const { serverReaders } = await import('./import/readers.ts')
  const maps = new URL('./cmaps/', import.meta.url)
  const readers = serverReaders((name) => readFile(new URL(name, maps)))
  if (question.ask === 'staff_list') {
    const { readStaffList } = await import('./import/staff-list.ts')
    return readStaffList(question.bytes, question.fileName, readers)
  }
  const { readDocument } = await import('./import/read-document.ts')
  const { bytes, fileName, options } = question
  return readDocument(bytes, fileName, { ...options, readers })
}
