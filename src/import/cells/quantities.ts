/**
 * A number with its unit of measure and the words around it. `value` is in the plain unit
 * (1.25万人次 is 12500 人次); `name` is the clause around the number without verbs.
 */
export type Quantity = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly printed: string
  readonly bound: 'least' | 'most' | 'exact'
  /** Its clause says that it counts from the start: 累计, 达到, 共. */
  readonly isCumulative: boolean
  /** Its clause is a part of another figure: 其中. */
  readonly isPart: boolean
}

const measure =
  '亿元|万元|元|平方米|立方米|平方公里|公里|千米|米|公顷|人次|人|%|％|个百分点|个|家|名|幢|栋|台|套|条|所|宗|座|场|项|部|件|处|辆|张|份|户|亩|吨|只|批|次|对|支|间|桶|盏|棵|株|册'
const pattern = new RegExp(
  `(\\d+(?:\\.\\d+)?)(万|亿|千|百)?(?:多|余)?(${measure})(以上|以内|以下|左右)?`,
  'g',
)
const scales: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }
const verbs =
  /累计|总计|共计|完成|达到|超过|不少于|不低于|不超过|实现|打造|新增|建成|培育|培养|招引|引进|力争|争取|确保|组织|开展|集聚|以上|以内|全年|全部/g

const longestSentence = 2000

/** The quantities of a text, in order. */
export function quantitiesOf(text: string): Quantity[] {
  return text.split(/[。；;]/).flatMap((sentence) => {
    if (sentence.length > longestSentence) return []
    const clauses = sentence.split(/[，,、：:](?![^（(]*[）)])/)
    let isCumulative = false
    return clauses.flatMap((clause) => {
      isCumulative ||= /累计|达到|总计|共计|达\d/.test(clause)
      return readClause(clause, isCumulative)
    })
  })
}

function readClause(clause: string, isCumulative: boolean): Quantity[] {
  if (clause.length > 200) return []
  const matches = [...clause.matchAll(pattern)]
  return matches.map((found, index) => {
    const [printed, digits = '', scale = '', unit = '', bound = ''] = found
    const end = found.index + printed.length
    const before = clause.slice(0, found.index)
    const after = clause.slice(end, matches[index + 1]?.index ?? clause.length)
    return {
      name: (before + after).replace(verbs, '').replace(/^超|超$|[达共至的]$/g, ''),
      value: Number(digits) * (scales[scale] ?? 1),
      unit,
      printed,
      bound: boundOf(before, bound),
      isCumulative,
      isPart: clause.includes('其中'),
    }
  })
}

function boundOf(before: string, after: string): Quantity['bound'] {
  if (after === '以上' || /(?:不少于|不低于|超过?|突破|至少)$/.test(before)) return 'least'
  if (after === '以内' || after === '以下' || /(?:不超过|不高于|控制在)$/.test(before))
    return 'most'
  return 'exact'
}

/** How much of the shorter name is found in one piece in the other: 0 to 1; 0 below two characters. */
export function likeness(one: string, other: string): number {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  let longest = 0
  for (let start = 0; start < short.length; start += 1) {
    while (
      long.includes(short.slice(start, start + longest + 1)) &&
      start + longest < short.length
    ) {
      longest += 1
    }
  }
  return longest < 2 ? 0 : longest / short.length
}
