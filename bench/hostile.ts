import { isolatedDocuments } from '../src/isolate.ts'
import { hostileFiles } from '../test/import/hostile-files.ts'
import { measure } from '../test/import/hostile-measure.ts'

/** Hostile and broken files: what answers them, how fast, and what the reading process held. */
export async function measureHostile(): Promise<void> {
  const documents = isolatedDocuments()
  console.log('| kind | KB | answer | ms | peak MB |\n|---|---:|---|---:|---:|')
  for (const { kind, name, make } of hostileFiles) {
    const bytes = make()
    const { outcome, ms, peakMb } = await measure(documents, bytes, name)
    const isRefused = !outcome.ok && /refused|classified/.test(outcome.reason)
    const answer = isRefused ? outcome.message.slice(0, 40) : 'read'
    const figures = [Math.ceil(bytes.length / 1024), answer, Math.round(ms), Math.round(peakMb)]
    console.log(`| ${kind} (${name.replace(/^表/, '')}) | ${figures.join(' | ')} |`)
  }
}
