import type { HostileFile } from '../hostile-files.ts'
import { MB } from './hostile-parts.ts'

export const pages: readonly HostileFile[] = [
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
