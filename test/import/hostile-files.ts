import { readFileSync } from 'node:fs'
import { CFB } from '@e965/xlsx'
import { docxOf, inlineCell, p, tbl, tc, tr, xlsxOf } from './containers/made-files.ts'
import { line, pdfOf, words } from './containers/made-pdf.ts'
import { archiveOf, deflated, type Entry, repeated, stored } from './hostile-archives.ts'

/** A file that means harm or is broken, and what it must be answered with. */
export type HostileFile = {
  readonly kind: string
  readonly name: string
  readonly make: () => Uint8Array
  /** Words of the refusal; `read`: it is harmless and read as text. */
  readonly answer: RegExp | 'read'
}

const MB = 1024 * 1024
// From the project's root, where tests and the bench run.
const fixture = (name: string) => readFileSync(`test/fixtures/documents/containers/${name}`)
const half = (bytes: Uint8Array) => bytes.subarray(0, Math.floor(bytes.length / 2))

/** Bytes that look like chance and are the same every time. */
export function noise(length: number, seed = 1): Uint8Array {
  let state = seed
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  })
}

const wordHead =
  '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
const types = stored('[Content_Types].xml', '<Types/>')
const docxWith = (main: Entry) => archiveOf([types, main])
const document = (content: string) => docxWith(deflated('word/document.xml', wordHead + content))
const filled = (unit: string, bytes = MB) =>
  Buffer.from(unit.repeat(Math.floor(bytes / Buffer.byteLength(unit))))

/** A document whose part is `megabytes` of the same words again and again. */
const swollen = (unit: string, megabytes: number) =>
  docxWith(repeated('word/document.xml', filled(unit), megabytes, wordHead))

const sheetParts = (sheet: Entry, more: readonly Entry[] = []) => {
  const parts = ['_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml']
  return archiveOf([...parts.map((name) => stored(name, plainParts[name] ?? '')), ...more, sheet])
}
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const plainParts: Readonly<Record<string, string>> = {
  '_rels/.rels': `<Relationships><Relationship Id="w" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets><sheet name="表" sheetId="1" r:id="s1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="${relation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  'xl/styles.xml': '<styleSheet/>',
}
const sheetTypes = stored(
  '[Content_Types].xml',
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
)

const laughs = `<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">${'bcdefghij'
  .split('')
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghi'[index]};`.repeat(10)}">`)
  .join('')}]>`
const external = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'

/** A compound file with these streams. */
function oleOf(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const file = CFB.utils.cfb_new()
  for (const [name, content] of Object.entries(streams))
    CFB.utils.cfb_add(file, `/${name}`, content)
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer)
}

/** The same file with every entry of its allocation table pointing at the sector before. */
function circular(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes)
  const table = 512 * (copy.readUInt32LE(0x4c) + 1)
  for (let index = 0; index < 128; index += 1)
    copy.writeUInt32LE(index % 2 === 0 ? index + 1 : index - 1, table + index * 4)
  return copy
}

const broken: readonly HostileFile[] = [
  { kind: 'empty', name: '表.docx', make: () => new Uint8Array(), answer: /文件是空的/ },
  {
    kind: 'half a .docx',
    name: '表.docx',
    make: () => half(fixture('qinghe-2026.docx')),
    answer: /损坏/,
  },
  {
    kind: 'half a .xlsx',
    name: '表.xlsx',
    make: () => half(fixture('qinghe-2026.xlsx')),
    answer: /损坏/,
  },
  {
    kind: 'half a .xls',
    name: '表.xls',
    make: () => half(fixture('qinghe-2026.xls')),
    answer: /损坏/,
  },
  {
    kind: 'half a .doc',
    name: '表.doc',
    make: () => half(fixture('qinghe-2026.doc')),
    answer: /损坏/,
  },
  {
    kind: 'a .pdf of 100 bytes',
    name: '表.pdf',
    make: () => fixture('qinghe-2026.pdf').subarray(0, 100),
    answer: /损坏|扫描/,
  },
  { kind: '10 MB noise as .xlsx', name: '表.xlsx', make: () => noise(10 * MB), answer: /损坏/ },
  { kind: '10 MB noise as .txt', name: '表.txt', make: () => noise(10 * MB), answer: /不是文字/ },
  {
    kind: 'noise behind PK',
    name: '表.docx',
    make: () => Buffer.concat([Buffer.from('PK\u0003\u0004'), noise(MB)]),
    answer: /损坏/,
  },
  {
    kind: 'noise behind OLE head',
    name: '表.doc',
    make: () => Buffer.concat([fixture('qinghe-2026.doc').subarray(0, 512), noise(MB)]),
    answer: /损坏|无法识别/,
  },
  {
    kind: 'noise behind %PDF',
    name: '表.pdf',
    make: () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(5 * MB)]),
    answer: /损坏|扫描/,
  },
  {
    kind: 'sectors in a circle, .xls',
    name: '表.xls',
    make: () => circular(fixture('qinghe-2026.xls')),
    answer: /损坏/,
  },
  {
    kind: 'sectors in a circle, .doc',
    name: '表.doc',
    make: () => circular(fixture('qinghe-2026.doc')),
    answer: /损坏/,
  },
]

const disguised: readonly HostileFile[] = [
  {
    kind: 'a program as .docx',
    name: '表.docx',
    make: () => Buffer.concat([Buffer.from('MZ\u0090\u0000'), noise(MB)]),
    answer: /程序|损坏/,
  },
  {
    kind: 'a PDF as .docx',
    name: '表.docx',
    make: () => fixture('qinghe-2026.pdf'),
    answer: /内容却是PDF/,
  },
  {
    kind: 'a workbook as .docx',
    name: '表.docx',
    make: () => fixture('qinghe-2026.xlsx'),
    answer: /内容却是Excel/,
  },
  {
    kind: 'a document as .pdf',
    name: '表.pdf',
    make: () => fixture('qinghe-2026.docx'),
    answer: /内容却是Word/,
  },
  {
    kind: 'an archive as .xlsx',
    name: '表.xlsx',
    make: () => archiveOf([stored('a.exe', 'MZ')]),
    answer: /压缩包/,
  },
  {
    kind: 'an archive',
    name: '表.zip',
    make: () => archiveOf([stored('a.docx', 'PK')]),
    answer: /压缩包/,
  },
  {
    kind: 'a page as .txt',
    name: '表.txt',
    make: () => fixture('qinghe-2026.html'),
    answer: /内容却是网页/,
  },
  {
    kind: 'macros in .docm',
    name: '表.docm',
    make: () => docxOf(p('甲'), { more: { 'word/vbaProject.bin': 'x' } }),
    answer: /宏/,
  },
  {
    kind: 'macros in .xlsx',
    name: '表.xlsx',
    make: () => xlsxOf('<sheetData/>', { more: { 'xl/vbaProject.bin': 'x' } }),
    answer: /宏/,
  },
  {
    kind: 'password, .docx',
    name: '表.docx',
    make: () => oleOf({ EncryptedPackage: noise(5000), EncryptionInfo: noise(500) }),
    answer: /密码/,
  },
  {
    kind: 'password, .zip entry',
    name: '表.xlsx',
    make: () => archiveOf([{ ...stored('xl/workbook.xml', 'x'), flags: 1 }]),
    answer: /密码/,
  },
  {
    kind: 'paths that climb out',
    name: '表.docx',
    make: () =>
      archiveOf([types, stored('../../etc/passwd', 'x'), stored('word/document.xml', wordHead)]),
    answer: /路径/,
  },
  {
    kind: 'relations to outside',
    name: '表.docx',
    make: () =>
      docxOf(p('正文'), {
        more: {
          'word/_rels/document.xml.rels': `<Relationships><Relationship Id="h" Type="${relation}/header" Target="file:///etc/passwd" TargetMode="External"/><Relationship Id="f" Type="${relation}/footer" Target="../../../../etc/passwd"/></Relationships>`,
        },
      }),
    answer: 'read',
  },
  {
    kind: 'formulas',
    name: '表.xlsx',
    make: () =>
      xlsxOf(
        `<sheetData><row r="1"><c r="A1"><f>HYPERLINK("http://a.invalid","x")</f><v>1</v></c>${inlineCell('B1', "=cmd|'/c calc'!A1")}</row></sheetData>`,
      ),
    answer: 'read',
  },
  {
    kind: 'formulas in .csv',
    name: '表.csv',
    make: () => Buffer.from("任务,=cmd|'/c calc'!A1\n+1,@SUM(A1)\n"),
    answer: 'read',
  },
]

const bombs: readonly HostileFile[] = [
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

const rowOf = (index: number) => `<row r="${index}"><c r="A${index}"><v>1</v></c></row>`
const numbered = (count: number, unit: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => unit(index + 1)).join('')
const sheet = (content: string, more: readonly Entry[] = []) =>
  sheetParts(deflated('xl/worksheets/sheet1.xml', `<worksheet>${content}</worksheet>`), [
    sheetTypes,
    ...more,
  ])

const sheets: readonly HostileFile[] = [
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

const pages: readonly HostileFile[] = [
  {
    kind: 'a span of a thousand million',
    name: '表.html',
    make: () =>
      Buffer.from('<table><tr><td colspan=1000000000 rowspan=1000000000>甲<td>乙</table>'),
    answer: /255 列/,
  },
  {
    kind: '20000 nested tables',
    name: '表.html',
    make: () => Buffer.from('<table><tr><td>'.repeat(20_000)),
    answer: /嵌套/,
  },
  {
    kind: '20000 open blocks',
    name: '表.html',
    make: () => Buffer.from('<div>甲'.repeat(20_000)),
    answer: /嵌套/,
  },
  {
    kind: '28 MB of cells, .html',
    name: '表.html',
    make: () => Buffer.from(`<table>${'<tr><td>1<td>2'.repeat(2_000_000)}`),
    answer: /20000 行|过大|超出/,
  },
  {
    kind: '20 MB in one attribute',
    name: '表.html',
    make: () => Buffer.from(`<p title="${'a'.repeat(20 * MB)}">甲</p>`),
    answer: 'read',
  },
  {
    kind: '1 MB of <',
    name: '表.html',
    make: () => Buffer.from(`<p>${'<'.repeat(MB)}`),
    answer: /./,
  },
  {
    kind: 'a web archive of 100000 parts',
    name: '表.xls',
    make: () =>
      Buffer.from(
        `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n${'--x\r\nContent-Type: text/html\r\n\r\n<p>1\r\n'.repeat(100_000)}`,
      ),
    answer: /./,
  },
]

const pdfs: readonly HostileFile[] = [
  {
    kind: '100000 rulings',
    name: '表.pdf',
    make: () =>
      pdfOf([
        Array.from({ length: 100_000 }, (_, index) => line(index % 800, 0, index % 800, 595)).join(
          '',
        ),
      ]),
    answer: /过大/,
  },
  {
    kind: 'a lattice of 1000 × 1000',
    name: '表.pdf',
    make: () =>
      pdfOf([
        words(50, 60, '甲') +
          Array.from(
            { length: 250 },
            (_, index) =>
              line(index * 3.3, 0, index * 3.3, 595) + line(0, index * 2.3, 842, index * 2.3),
          ).join(''),
      ]),
    answer: /./,
  },
  {
    kind: '100000 words',
    name: '表.pdf',
    make: () =>
      pdfOf([
        Array.from({ length: 100_000 }, (_, index) => words(index % 800, index % 590, '甲')).join(
          '',
        ),
      ]),
    answer: /过大/,
  },
  {
    kind: 'pages in a circle',
    name: '表.pdf',
    make: () =>
      Buffer.from(
        Buffer.from(pdfOf([words(50, 60, '甲')]))
          .toString('latin1')
          .replace('/Kids[6 0 R]', '/Kids[2 0 R]'),
        'latin1',
      ),
    answer: /./,
  },
  {
    kind: 'arrays 100000 deep',
    name: '表.pdf',
    make: () => pdfOf([`${'['.repeat(100_000)} TJ`]),
    answer: /./,
  },
  { kind: 'a stream of 1 GB', name: '表.pdf', make: () => contentsBomb(1024), answer: /./ },
]

/** A page whose content unpacks to so many megabytes. */
function contentsBomb(megabytes: number): Uint8Array {
  const { packed } = repeated('', filled('0 0 m 9 9 l S '), megabytes)
  const stream = Buffer.concat([Buffer.from([0x78, 0x9c]), packed]).toString('latin1')
  const plain = Buffer.from(pdfOf([''])).toString('latin1')
  const object = `<</Length ${stream.length}/Filter/FlateDecode>>stream\n${stream}\nendstream`
  return Buffer.from(
    plain.replace('<</Length 0>>stream\n\nendstream', () => object),
    'latin1',
  )
}

/** Files that must be refused in words within 2 s, or read as text, while the server goes on. */
export const hostileFiles: readonly HostileFile[] = [
  ...broken,
  ...disguised,
  ...bombs,
  ...sheets,
  ...pages,
  ...pdfs,
]
