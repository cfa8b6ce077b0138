import { line, pdfOf, words } from '../containers/made-pdf.ts'
import { repeated } from '../hostile-archives.ts'
import type { HostileFile } from '../hostile-files.ts'
import { filled } from './hostile-parts.ts'

export const pdfs: readonly HostileFile[] = [
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
