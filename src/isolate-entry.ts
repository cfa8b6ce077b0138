// The process that reads one document: bytes come in by a message, the outcome goes out by one.
import { readDocument } from './import/read-document.ts'

type Question = { readonly bytes: Uint8Array; readonly fileName: string }

process.once('message', async (message) => {
  const { bytes, fileName } = message as Question
  process.send?.(await readDocument(bytes, fileName), () => process.disconnect())
})
