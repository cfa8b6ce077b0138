import { inlineCell, xlsxOf } from '../containers/made-files.ts'
import { deflated, type Entry, repeated } from '../hostile-archives.ts'
import type { HostileFile } from '../hostile-files.ts'
import { filled, MB, sheetParts, sheetTypes } from './hostile-parts.ts'

const rowOf = (index: number) => `<row r="${index}"><c r="A${index}"><v>1</v></c></row>`
const numbered = (count: number, unit: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => unit(index + 1)).join('')
const sheet = (content: string, more: readonly Entry[] = []) =>
  sheetParts(deflated('xl/worksheets/sheet1.xml', `<worksheet>${content}</worksheet>`), [
    sheetTypes,
    ...more,
  ])
export const sheets: readonly HostileFile[] = [
  {
    kind: 'a merge of the whole sheet',
    name: '表.xlsx',
    make: () =>
      xlsxOf(
        `<sheetData><row r="1">${inlineCell('A1', '甲')}${inlineCell('B1', '乙')}</row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`,
      ),
    answer: 'read',
  },
  {
    kind: '100000 merges over 20000 rows',
    name: '表.xlsx',
    make: () =>
      sheet(
        `<sheetData>${numbered(20_000, rowOf)}</sheetData><mergeCells>${numbered(100_000, (index) => `<mergeCell ref="A${index % 7}:XFD20000"/>`)}</mergeCells>`,
      ),
    answer: /./,
  },
  {
    kind: '49 MB of cells, .xlsx',
    name: '表.xlsx',
    make: () =>
      sheetParts(
        repeated(
          'xl/worksheets/sheet1.xml',
          filled('<c><v>1</v></c>'),
          49,
          '<worksheet><sheetData><row r="1">',
        ),
        [sheetTypes],
      ),
    answer: /过大/,
  },
  {
    kind: '49 MB of rows, .xlsx',
    name: '表.xlsx',
    make: () =>
      sheetParts(
        repeated('xl/worksheets/sheet1.xml', filled('<row/>'), 49, '<worksheet><sheetData>'),
        [sheetTypes],
      ),
    answer: /过大|没有文字|损坏/,
  },
  {
    kind: 'a cell at the far end',
    name: '表.xlsx',
    make: () =>
      sheet(
        `<sheetData>${rowOf(1)}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>`,
      ),
    answer: /20000 行/,
  },
  {
    kind: 'a column of ZZZZZZZ',
    name: '表.xlsx',
    make: () =>
      sheet(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="ZZZZZZZ1"><v>1</v></c></row></sheetData>',
      ),
    answer: /255 列|损坏/,
  },
  {
    kind: 'columns without end',
    name: '表.xlsx',
    make: () => sheet('<cols><col min="1" max="4294967295" width="9"/></cols><sheetData/>'),
    answer: /过大/,
  },
  {
    kind: 'one text in 20000 cells',
    name: '表.xlsx',
    make: () =>
      sheet(
        `<sheetData>${numbered(20_000, (index) => `<row r="${index}"><c r="A${index}" t="s"><v>0</v></c></row>`)}</sheetData>`,
        [deflated('xl/sharedStrings.xml', `<sst><si><t>${'长'.repeat(60_000)}</t></si></sst>`)],
      ),
    answer: /过大/,
  },
  {
    kind: 'a number format of 1 MB',
    name: '表.xlsx',
    make: () =>
      xlsxOf('<sheetData><row r="1"><c r="A1" s="1"><v>46083</v></c></row></sheetData>', {
        styles: `<numFmts count="1"><numFmt numFmtId="200" formatCode="${'[红]0.0;'.repeat(100_000)}"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs>`,
      }),
    answer: /./,
  },
  {
    kind: '30 MB of commas',
    name: '表.csv',
    make: () => Buffer.alloc(29 * MB, ','),
    answer: /列|过多/,
  },
  {
    kind: '30 MB of line ends',
    name: '表.csv',
    make: () => Buffer.alloc(29 * MB, '\n'),
    answer: /过大/,
  },
  {
    kind: '30 MB of quotes',
    name: '表.csv',
    make: () => Buffer.alloc(29 * MB, '"'),
    answer: /过大/,
  },
  {
    kind: '30 MB in one line',
    name: '表.txt',
    make: () => Buffer.alloc(29 * MB, 'a'),
    answer: /过多/,
  },
  {
    kind: '30 MB of tabs',
    name: '表.txt',
    make: () => Buffer.alloc(29 * MB, '\ta'),
    answer: /过大/,
  },
]
