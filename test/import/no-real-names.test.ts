import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readText } from '../../src/import/containers/text.ts'
import { decodeText } from '../../src/import/decode.ts'
import { readContents } from '../../src/import/read-document.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))
const documents = new URL('../../../shared/documents/', import.meta.url)
const isThere = existsSync(documents)
if (!isThere) process.stdout.write('skipped: the published documents are not beside the project\n')

type Source = { readonly path: string; readonly text: string }

function sourcesIn(...folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:tsx?|json|sql|md|txt|html|css)$/.test(path))
      .map((path) => join(folder, path))
      .map((path) => ({ path, text: readFileSync(join(project, path), 'utf8') })),
  )
}

const withoutComments = ({ text }: Source) =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

/** Words that end as the name of a place does, or whose characters stand in a pattern. */
const generic =
  /^(?:.*(?:社区|园区|小区|功能区|开发区|城区|地区|片区|时区|辖区)|乡镇|街镇|各?镇街|各镇|各街道|相关镇|[区市县省州盟旗镇乡]+|城乡|上市|超市|都市|城市|.?集市|街道)$/
const place = /(?<!\p{Script=Han})\p{Script=Han}{1,6}(?:区|市|县|镇|乡|街道)(?!\p{Script=Han})/gu

describe('the product', () => {
  it('names no place in its code', () => {
    // The sandbox's own sample is of an invented district.
    const sources = sourcesIn('src', 'handlers', 'cards', 'db').filter(
      ({ path }) => !/^(?:src\/sandbox|cards\/gallery)/.test(path),
    )
    expect(sources.length).toBeGreaterThan(100)
    const named = sources.flatMap((source) =>
      (withoutComments(source).match(place) ?? [])
        .filter((word) => !generic.test(word))
        .map((word) => `${source.path} ${word}`),
    )
    expect(named).toEqual([])
  })

  it.skipIf(!isThere)('holds no name and no task of the published documents', () => {
    const sources = sourcesIn('src', 'handlers', 'cards', 'db', 'test', 'bench', 'docs', 'deploy')
    const words = publishedWords()
    expect(words.size).toBeGreaterThan(500)
    const found = sources.flatMap(({ path, text }) =>
      [...words].filter((word) => text.includes(word)).map((word) => `${path} ${word}`),
    )
    expect(found).toEqual([])
  })
})

/** Persons, places and titles of the published documents, those too short to be theirs left out. */
function publishedWords(): Set<string> {
  const words = new Set<string>()
  for (const file of readdirSync(documents).filter((name) => name.endsWith('.txt'))) {
    const bytes = new Uint8Array(readFileSync(new URL(file, documents)))
    const outcome = readContents(readText(decodeText(bytes) ?? ''), file)
    if (!outcome.ok) throw new Error(outcome.message)
    const { plan, tasks } = outcome.draft
    for (const head of [plan.title, plan.issuer ?? '']) {
      for (const [, name = ''] of head.matchAll(
        /(\p{Script=Han}{2})[市区县](?!\p{Script=Han}*类)/gu,
      )) {
        words.add(name)
      }
    }
    for (const { title, text, duties } of tasks) {
      words.add((title ?? text).slice(0, 16))
      for (const { role, name } of duties) {
        if (/leader|owner|liaison/.test(role) && name.length === 3) words.add(name)
      }
    }
  }
  return words
}
