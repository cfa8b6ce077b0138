// The process that reads one document: bytes come in by a message, the outcome goes out by one.
import { readFile } from 'node:fs/promises'
import { readDocument } from './import/read-document.ts'
import { serverReaders } from './import/readers.ts'
import type { Question } from './isolate.ts'
import { endBeyond } from './isolate-memory.ts'

const maps = new URL('./cmaps/', import.meta.url)
const readers = serverReaders((name) => readFile(new URL(name, maps)))
const [maxMemoryMb] = process.argv.slice(2).map(Number)
const watched = maxMemoryMb ? endBeyond(maxMemoryMb) : Promise.resolve()

process.once('message', async (message) => {
  const { bytes, fileName, options } = message as Question
  await watched
  const outcome = await readDocument(bytes, fileName, { ...options, readers })
  process.send?.(outcome, () => process.exit())
})
