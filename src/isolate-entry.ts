// The process that reads one document: bytes come in by a message, the outcome goes out by one.
import { readDocument } from './import/read-document.ts'
import { serverReaders } from './import/readers.ts'

type Question = { readonly bytes: Uint8Array; readonly fileName: string }

process.once('message', async (message) => {
  const { bytes, fileName } = message as Question
  const outcome = await readDocument(bytes, fileName, { readers: serverReaders })
  process.send?.(outcome, () => process.disconnect())
})
