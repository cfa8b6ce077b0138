import { docxOf, inlineCell, p, xlsxOf } from '../containers/made-files.ts'
import { archiveOf, stored } from '../hostile-archives.ts'
import type { HostileFile } from '../hostile-files.ts'
import { fixture, MB, noise, oleOf, relation, types, wordHead } from './hostile-parts.ts'

export const disguised: readonly HostileFile[] = [
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
