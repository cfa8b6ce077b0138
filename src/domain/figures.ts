import { Decimal } from 'decimal.js'
import type { DecimalText, Direction } from './rates.ts'
import { foldWidth } from './written-form.ts'

/** What the words for tens, hundreds … multiply by. */
export const scales: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1000,
  万: 10_000,
  亿: 100_000_000,
}

/** A number that fills a cell: a target or a current value as printed, and what it means. */
export type Figure = {
  /** In the plain unit: 121万头 is 1210000 头, 1.2公里 is 1200 米. */
  readonly value: DecimalText
  /** The other end of a range: 2-3条. */
  readonly upTo: DecimalText | null
  /** 头, %, 吨/天; blank where none is printed. */
  readonly unit: string
  /** With its scale, as people say it: 万头, 公里. */
  readonly printedUnit: string
  /** What one of the printed unit is in the plain one: 10000 of 万头, 1000 of 公里. */
  readonly factor: DecimalText
  /** What its words say, 不超过 or 以上; null where they say nothing. */
  readonly direction: Direction | null
  /** What stands in brackets behind it: 待核算. */
  readonly note: string | null
}

const longestCell = 40
const least = '不少于|不低于|不小于|至少|大于|高于|超过|突破|超|≥|>=|>|达到|达|力争|确保|实现'
const most = '不超过|不高于|不大于|不多于|不突破|控制在|低于|少于|小于|降至|降到|≤|<=|<|前|第'
const number = '-?\\d+(?:,\\d{3})*(?:\\.\\d+)?'
/** 千米, 百分点 and the like are units of their own. */
const scale = '(?:[万亿]|[十百千](?![米瓦克伏分]))*'
/** Few characters, or two of them over each other (吨/天); more are the words of a name. */
const word = '(?!年|以[上内下]|及以上|之内|左右)[\\p{Script=Han}%‰℃²³·]{1,4}?(?<![数率额])'
const unit = `(?:${word}(?:/${word})?|km|kw|mw|kwh|t|kg|m(?![\\w]))?`

const shape = new RegExp(
  `^(?<stated>(?:${least}|${most}|约|近|共|累计|=)*)(?<from>${number})(?<unitOfFrom>%?)` +
    `(?:[-~—–－至到](?<upTo>${number}))?(?<scale>${scale})(?:多|余|几)?(?<unit>${unit})` +
    `(?<bound>及?以上|以内|之内|以下|左右)?(?:\\((?<note>[^()]{0,12})\\))?$`,
  'iu',
)
/** Asked in this order: 不少于 holds 少于, 不超过 holds 超过. */
const directions: readonly (readonly [Direction, RegExp])[] = [
  ['at_least', /不[少低小]于/],
  ['at_most', new RegExp(`${most}|以内|之内|以下`)],
  ['at_least', new RegExp(`${least}|以上`)],
  ['equal', /=/],
]

/** Units of one measure, in the plainest one. Others stay as they are printed. */
const plainUnits: Readonly<Record<string, readonly [string, number]>> = {
  公里: ['米', 1000],
  千米: ['米', 1000],
  km: ['米', 1000],
  平方公里: ['平方米', 1_000_000],
  公顷: ['平方米', 10_000],
  千克: ['公斤', 1],
  吨: ['公斤', 1000],
}

const done = /^(?:已?完成|是|已(?:建成|开工|竣工|出台|启动|印发)|达标|到位|√|✓)$/
const notDone = /^(?:未(?:完成|启动|开工)?|否|×)$/

/** The figure that a cell is, with nothing else beside it. `undefined`: it is words. */
export function figureOf(printed: string): Figure | undefined {
  // With its padding; whatever is longer is words.
  if (printed.length > 2 * longestCell) return undefined
  const text = foldWidth(printed.replace(/\s+/g, '')).replace(/[。;；]$/, '')
  if (text.length > longestCell) return undefined
  if (done.test(text)) return { ...nothingElse, value: '1', direction: 'once' }
  if (notDone.test(text)) return { ...nothingElse, value: '0' }
  const found = shape.exec(text)?.groups
  if (!found || !/\d/.test(text)) return undefined
  const [plain, factor] = plainUnits[found.unit ?? ''] ?? [found.unit ?? '', 1]
  const times = [...(found.scale ?? '')].reduce((all, one) => all * (scales[one] ?? 1), factor)
  return {
    value: scaled(found.from ?? '', times),
    upTo: found.upTo === undefined ? null : scaled(found.upTo, times),
    unit: (found.unitOfFrom ?? '') + plain,
    printedUnit: (found.unitOfFrom ?? '') + (found.scale ?? '') + (found.unit ?? ''),
    factor: String(times),
    direction: directionIn(`${found.stated}${found.bound ?? ''}`),
    note: found.note ?? null,
  }
}

const nothingElse: Omit<Figure, 'value'> = {
  upTo: null,
  unit: '',
  printedUnit: '',
  factor: '1',
  direction: null,
  note: null,
}

function scaled(digits: string, times: number): DecimalText {
  return new Decimal(digits.replaceAll(',', '')).times(times).toFixed()
}

/** What words say about which way a figure counts: 不超过, 以上. `null`: nothing. */
function directionIn(words: string): Direction | null {
  return directions.find(([, pattern]) => pattern.test(words))?.[0] ?? null
}

/** A printed percentage: 68.76%, 100 ％. Its number as text; `undefined`: none. */
export function percentOf(printed: string): DecimalText | undefined {
  if (printed.length > longestCell) return undefined
  return /^(-?\d+(?:\.\d+)?)%$/.exec(foldWidth(printed.replace(/\s+/g, '')))?.[1]
}
