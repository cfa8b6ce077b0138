/** One rule of the platform that a card breaks. `page` is the platform page the rule comes from. */
export type Problem = {
  readonly code: number
  readonly path: string
  readonly message: string
  readonly page: string
}

/** What the platform knows beyond the card itself. Left out, the matching rules check the form alone. */
export type CardContext = {
  readonly isKnownPerson?: (id: string) => boolean
  readonly isKnownImage?: (key: string) => boolean
}

/** Where a component stands: what the nesting rules ask. */
type Place = { readonly parent: string; readonly depth: number; readonly inForm: boolean }

/** One walk over one card. */
export type Scan = {
  readonly problems: Problem[]
  readonly known: CardContext
  readonly elementIds: Map<string, string>
  readonly names: Map<string, string>
  readonly textSizes: ReadonlySet<string>
  readonly colours: ReadonlySet<string>
  tables: number
}

export type Spot = {
  readonly scan: Scan
  readonly path: string
  readonly page: string
  readonly place: Place
}

/** Looks at one value and reports what the platform would refuse. */
export type Check = (value: unknown, spot: Spot) => void

const docs = 'open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards'

/** The page of a component, e.g. `containers/form-container`. */
export const componentPage = (name: string) => `${docs}/card-json-v2-components/${name}`
export const structurePage = `${docs}/card-json-v2-structure`
export const changesPage = `${docs}/card-json-v2-breaking-changes-release-notes`
export const sendPage =
  'open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create'

/** Sub-codes of 230099, im-v1/message/create#230099 */
export const cardCodes = {
  person: 100290,
  limit: 11310,
  chart: 200550,
  image: 200570,
  parse: 200621,
  formName: 200530,
  downgrade: 200830,
  size: 200860,
  tag: 200861,
  tableRows: 200914,
  tableKeys: 200915,
  duplicateId: 300301,
} as const

export function report(spot: Spot, code: number, message: string, page = spot.page): void {
  spot.scan.problems.push({ code, path: spot.path, message, page })
}

/** A wrong value anywhere in the structure. */
export const wrong = (spot: Spot, message: string) => report(spot, cardCodes.parse, message)

/** The spot one step further in. */
export function inner(spot: Spot, key: string | number): Spot {
  const step = typeof key === 'number' ? `[${key}]` : spot.path === '' ? key : `.${key}`
  return { ...spot, path: `${spot.path}${step}` }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
