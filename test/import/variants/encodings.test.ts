import { describe, expect, it } from 'vitest'
import { readDocument } from '../../../src/import/read-document.ts'
import { draftOf, dump, outcomeOf, usualRows } from '../dumped-table.ts'
import { facts, usual } from './facts.ts'

describe('encodings and line ends', () => {
  const text = dump({ rows: usualRows })
  // "2025年度清湾区重点任务分解表" and the rest, as older office software writes them.
  const gb = encodeGb18030(text)

  it('reads GB18030', async () => {
    expect(await readDocument(gb, 'a.txt')).toEqual(outcomeOf(text, 'a.txt'))
  })

  it.each<[string, (text: string) => string]>([
    ['CRLF', (all) => all.replaceAll('\n', '\r\n')],
    ['trailing blanks', (all) => all.replaceAll('\n', ' \u3000 \n')],
    ['no-break blanks', (all) => all.replaceAll('\n', '\u00a0\n')],
    ['a byte order mark', (all) => `\ufeff${all}`],
    ['single line breaks', (all) => all.replace(/\n\n(?!\t)/g, '\n')],
    ['blanks before tabs', (all) => all.replaceAll('\t', '  \t')],
    [
      'full-width numbers',
      (all) =>
        all.replace(
          /^\t(\d)$/gm,
          (_, digit: string) => `\t${String.fromCharCode(0xff10 + Number(digit))}`,
        ),
    ],
    ['numbers in brackets', (all) => all.replace(/^\t(\d)$/gm, '\t（$1）')],
    ['numbers with a stop', (all) => all.replace(/^\t(\d)$/gm, '\t$1.')],
  ])('reads the same with %s', (_, change) => {
    expect(facts(draftOf(change(text)))).toEqual(facts(usual))
    expect(draftOf(change(text)).leftovers).toEqual([])
  })

  it.each([
    '任务 表（最终版）(1).txt',
    '“清单”.TXT',
    '清单.v2.txt',
    '-清单.txt',
    '📋清单.txt',
    '../清单.txt',
    '清\n单.txt',
    '%s%n.txt',
  ])('reads a file named %j', (fileName) => {
    expect(facts(draftOf(text, fileName))).toEqual(facts(usual))
  })
})

/** Two bytes for each character of GB2312's part, found by decoding them all. */
function encodeGb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, readonly number[]>()
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      if (low !== 0x7f) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
    }
  }
  return Uint8Array.from(
    [...text].flatMap((character) => codes.get(character) ?? [character.charCodeAt(0)]),
  )
}
