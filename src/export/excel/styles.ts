/** How cells look in a workbook. */
import type { CellStyle } from 'hucre/xlsx'
import { fonts } from '../fonts.ts'

const thin = { style: 'thin', color: { rgb: '000000' } } as const
const border = { top: thin, right: thin, bottom: thin, left: thin }

export type CellLook = 'title' | 'line' | 'note' | 'header' | 'outer' | 'inner' | 'left' | 'center'

/** @param size points of the table's type */
export const looksOf = (size: number): Readonly<Record<CellLook, CellStyle>> => ({
  title: {
    font: { name: fonts.title.name, size: 18 },
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  },
  line: {
    font: { name: fonts.kai.name, size: 12 },
    alignment: { horizontal: 'left', vertical: 'center' },
  },
  note: {
    font: { name: fonts.text.name, size: 10 },
    alignment: { horizontal: 'right', vertical: 'center' },
  },
  header: {
    font: { name: fonts.heading.name, size },
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
    border,
  },
  outer: {
    font: { name: fonts.heading.name, size: 12 },
    alignment: { horizontal: 'left', vertical: 'center' },
    border,
  },
  inner: {
    font: { name: fonts.kai.name, size: 12 },
    alignment: { horizontal: 'left', vertical: 'center' },
    border,
  },
  left: {
    font: { name: fonts.text.name, size },
    alignment: { horizontal: 'left', vertical: 'center', wrapText: true },
    border,
  },
  center: {
    font: { name: fonts.text.name, size },
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
    border,
  },
})
