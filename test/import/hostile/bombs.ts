import { docxOf, tbl, tc, tr } from '../containers/made-files.ts'
import { archiveOf, repeated, stored } from '../hostile-archives.ts'
import type { HostileFile } from '../hostile-files.ts'
import {
  document,
  docxWith,
  external,
  filled,
  laughs,
  MB,
  sheetParts,
  sheetTypes,
  swollen,
  types,
  wordHead,
} from './hostile-parts.ts'

export const bombs: readonly HostileFile[] = [
  {
    kind: '1 MB that tells 1 GB',
    name: '表.docx',
    make: () => docxWith(repeated('word/document.xml', filled('<w:p/>'), 1024, wordHead)),
    answer: /过大/,
  },
  {
    kind: '1 MB that lies about 1 GB',
    name: '表.docx',
    make: () =>
      docxWith({ ...repeated('word/document.xml', filled('<w:p/>'), 1024, wordHead), size: MB }),
    answer: /损坏/,
  },
  {
    kind: '3 entries of 40 MB',
    name: '表.docx',
    make: () =>
      archiveOf([
        types,
        ...['a', 'b', 'c'].map((name) => repeated(`word/${name}.xml`, filled(' '), 40)),
      ]),
    answer: /过大/,
  },
  {
    kind: '2001 entries',
    name: '表.docx',
    make: () =>
      archiveOf(Array.from({ length: 2001 }, (_, index) => stored(`word/${index}.xml`, ''))),
    answer: /过大/,
  },
  {
    kind: '49 MB of empty paragraphs',
    name: '表.docx',
    make: () => swollen('<w:p/>', 49),
    answer: /过大|过多|超出|没有文字/,
  },
  {
    kind: '49 MB of words',
    name: '表.docx',
    make: () => swollen('<w:p><w:r><w:t>重点工作</w:t></w:r></w:p>', 49),
    answer: /过大|过多|超出/,
  },
  {
    kind: '49 MB of one word',
    name: '表.docx',
    make: () =>
      docxWith(repeated('word/document.xml', filled('重'), 49, `${wordHead}<w:p><w:r><w:t>`)),
    answer: /过大|过多|超出/,
  },
  {
    kind: '49 MB of cells',
    name: '表.docx',
    make: () =>
      docxWith(
        repeated(
          'word/document.xml',
          filled('<w:tc><w:p/></w:tc>'),
          49,
          `${wordHead}<w:tbl><w:tr>`,
        ),
      ),
    answer: /63 列|过大|超出/,
  },
  {
    kind: '49 MB of rows',
    name: '表.docx',
    make: () =>
      docxWith(
        repeated(
          'word/document.xml',
          filled('<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>'),
          49,
          `${wordHead}<w:tbl>`,
        ),
      ),
    answer: /20000 行|过大|超出/,
  },
  {
    kind: '49 MB of attributes',
    name: '表.docx',
    make: () =>
      docxWith(
        repeated(
          'word/document.xml',
          Buffer.from(Array.from({ length: 90_000 }, (_, index) => ` a${index}="1"`).join('')),
          49,
          `${wordHead}<w:p`,
        ),
      ),
    answer: /过大|超出|没有文字/,
  },
  {
    kind: 'elements 20000 deep',
    name: '表.docx',
    make: () => document('<w:sdt>'.repeat(20_000)),
    answer: /嵌套/,
  },
  {
    kind: 'tables 20000 deep',
    name: '表.docx',
    make: () => document('<w:tbl><w:tr><w:tc>'.repeat(20_000)),
    answer: /嵌套/,
  },
  {
    kind: 'a cell 20000 columns wide',
    name: '表.docx',
    make: () => docxOf(tbl(tr(tc('甲', '<w:gridSpan w:val="20000"/>'), tc('乙')))),
    answer: /63 列/,
  },
  {
    kind: 'entities that multiply, .docx',
    name: '表.docx',
    make: () =>
      docxWith(
        stored(
          'word/document.xml',
          `<?xml version="1.0"?>${laughs}<w:document><w:p><w:t>&j;</w:t></w:p></w:document>`,
        ),
      ),
    answer: /DOCTYPE/,
  },
  {
    kind: 'entities that multiply, .xlsx',
    name: '表.xlsx',
    make: () =>
      sheetParts(
        stored(
          'xl/worksheets/sheet1.xml',
          `${laughs}<worksheet><c r="A1"><v>&j;</v></c></worksheet>`,
        ),
        [sheetTypes],
      ),
    answer: /DOCTYPE/,
  },
  {
    kind: 'external entity',
    name: '表.docx',
    make: () =>
      docxWith(
        stored(
          'word/document.xml',
          `${external}<w:document><w:p><w:t>&f;</w:t></w:p></w:document>`,
        ),
      ),
    answer: /DOCTYPE/,
  },
]
