import type { HostileFile } from '../hostile-files.ts'
import { circular, fixture, half, MB, noise } from './hostile-parts.ts'

export const broken: readonly HostileFile[] = [
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
