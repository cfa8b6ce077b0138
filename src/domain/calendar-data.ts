/**
 * The State Council's yearly notices on days off, as published; month and day, ranges inclusive.
 * `off`: days off, weekends inside a range too. `on`: weekend days that are worked (调休).
 * A year is added once its notice is out, usually in November of the year before.
 */
export type CalendarTable = Readonly<Record<number, { readonly off: string; readonly on: string }>>

export const calendarData: CalendarTable = {
  2020: {
    off: '0101 0124-0202 0404-0406 0501-0505 0625-0627 1001-1008',
    on: '0119 0426 0509 0628 0927 1010',
  },
  2021: {
    off: '0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007',
    on: '0207 0220 0425 0508 0918 0926 1009',
  },
  2022: {
    off: '0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007 1231',
    on: '0129 0130 0402 0424 0507 1008 1009',
  },
  2023: {
    off: '0101-0102 0121-0127 0405 0429-0503 0622-0624 0929-1006',
    on: '0128 0129 0423 0506 0625 1007 1008',
  },
  2024: {
    off: '0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007',
    on: '0204 0218 0407 0428 0511 0914 0929 1012',
  },
  2025: {
    off: '0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008',
    on: '0126 0208 0427 0928 1011',
  },
  2026: {
    off: '0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007',
    on: '0104 0214 0228 0509 0920 1010',
  },
}
