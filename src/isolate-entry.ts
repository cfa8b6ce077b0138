// The process that reads one document: bytes come in by a message, the outcome goes out by one.
import { readDocument } from './import/read-document.ts'
import { serverReaders } from './import/readers.ts'
import type { Question } from './isolate.ts'

process.once('message', async (message) => {
  const { bytes, fileName, options } = message as Question
  const outcome = await readDocument(bytes, fileName, { ...options, readers: serverReaders })
  process.send?.(outcome, () => process.disconnect())
})
