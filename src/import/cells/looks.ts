import { formLike } from './forms.ts'
import { isNameLine, namesAlone } from './names.ts'
import { withoutBlanks } from './spacing.ts'
import { surnameLength } from './surnames.ts'
import { isUnitGroup, unitTokens } from './units.ts'

/** What a cell looks like, from its words alone. */
export type Looks = {
  readonly length: number
  readonly isSentence: boolean
  readonly isNames: boolean
  readonly isUnits: boolean
  /** Several units, or a group of them: what a column of other units holds. */
  readonly isUnitList: boolean
  readonly hasDate: boolean
  readonly isForm: boolean
}

const unitEnd =
  /(?:局|办|委|会|院|中心|街道|镇|乡|集团|公司|平台|镇街|部门|单位|指挥部|部|厅|署|支行|大队|支队|校|大学|联|协|区|城|站|所|社|司)(?:[（(][^（）()]*[）)])?$/
/** What ends no name of a person, though 管理局 begins with a surname. */
const strongUnitEnd =
  /(?:局|办|委|街道|集团|公司|中心|平台|镇街|部门|单位|指挥部|支队|大队|办公室|银行)$/
const mostNames = 12

export function looksOf(text: string): Looks {
  const tokens = unitTokens(text)
  const isForm = formLike(text)
  const isNames = !isForm && areNames(text)
  const ended = tokens.filter((token) => unitEnd.test(token) || isUnitGroup(token))
  const isUnits =
    !isNames &&
    !/[。；]/.test(text) &&
    tokens.length > 0 &&
    tokens.every((token) => token.length <= 24) &&
    ended.length >= tokens.length / 2
  return {
    length: text.length,
    isSentence: /[。；;]$/.test(text) || text.length > 30,
    isNames,
    isUnits,
    isUnitList: isUnits && (tokens.length > 1 || tokens.some(isUnitGroup)),
    hasDate: /\d月|[上下]半年|季度|年底/.test(text),
    isForm,
  }
}

/** Names, whole: each of two to four characters with a known surname; padding inside them is none. */
function areNames(text: string): boolean {
  if (!isNameLine(text)) return false
  const parts = text.split(/[、，,；;/／*＊]+/).flatMap((part) => {
    const name = withoutBlanks(part)
    return name.length <= 3 ? [name] : part.split(/\s+/)
  })
  const names = parts.filter((part) => part !== '')
  if (names.length === 0 || names.length > mostNames) return false
  return names.every((name) => isName(name))
}

function isName(name: string): boolean {
  return namesAlone([name]).size > 0 && surnameLength(name) > 0 && !strongUnitEnd.test(name)
}
