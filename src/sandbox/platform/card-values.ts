import { type Check, inner, isRecord, type Spot, wrong } from './card-problem.ts'

export const anything: Check = () => {}

/** A string of at most `max` characters. */
export const text =
  (max = Number.POSITIVE_INFINITY, min = 0): Check =>
  (value, spot) => {
    if (typeof value !== 'string') return wrong(spot, 'must be a string')
    const { length } = [...value]
    if (length < min || length > max) wrong(spot, `must have ${min} to ${max} characters`)
  }

export const flag: Check = (value, spot) => {
  if (typeof value !== 'boolean') wrong(spot, 'must be a boolean')
}

export const number =
  (min: number, max: number): Check =>
  (value, spot) => {
    if (typeof value !== 'number' || !(value >= min && value <= max))
      wrong(spot, `must be a number from ${min} to ${max}`)
  }

export const whole =
  (min: number, max: number): Check =>
  (value, spot) => {
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max)
      wrong(spot, `must be a whole number from ${min} to ${max}`)
  }

export const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value, spot) => {
    if (!allowed.includes(value)) wrong(spot, `must be one of ${allowed.join(', ')}`)
  }

const pixelsOf = (value: unknown): number | undefined => {
  const match = typeof value === 'string' ? /^(-?\d+(?:\.\d+)?)(px)?$/.exec(value) : null
  if (!match?.[1]) return undefined
  const amount = Number(match[1])
  return match[2] || amount === 0 ? amount : undefined
}

const isPixels = (value: unknown, min: number, max: number) => {
  const amount = pixelsOf(value)
  return amount !== undefined && amount >= min && amount <= max
}

/** A word from the list, or a length such as `12px`. */
export const length =
  (min: number, max: number, ...words: readonly string[]): Check =>
  (value, spot) => {
    if (words.includes(value as string) || isPixels(value, min, max)) return
    wrong(spot, `must be ${[...words, `[${min},${max}]px`].join(', ')}`)
  }

/** Spacing inside a container. */
export const spacing = length(0, 99, 'small', 'medium', 'large', 'extra_large')

/** One, two or four lengths. */
const box =
  (min: number, max: number): Check =>
  (value, spot) => {
    const parts = typeof value === 'string' ? value.trim().split(/\s+/) : []
    if (![1, 2, 4].includes(parts.length) || !parts.every((part) => isPixels(part, min, max)))
      wrong(spot, `must be one, two or four lengths within [${min},${max}]px`)
  }

export const padding = box(0, 99)
export const margin = box(-99, 99)

/** `8px` or `50%`. */
export const cornerRadius: Check = (value, spot) => {
  const percent = typeof value === 'string' ? /^(\d+(?:\.\d+)?)%$/.exec(value)?.[1] : undefined
  if (percent !== undefined ? Number(percent) <= 100 : isPixels(value, 0, 9999)) return
  wrong(spot, 'must be [0,∞]px or [0,100]%')
}

const baseColours =
  'blue wathet turquoise green lime yellow sunflower orange red carmine violet purple indigo grey'
const colourPattern = new RegExp(
  `^(?:(?:${baseColours.replaceAll(' ', '|')})(?:-(?:00|50|[1-9]00|350|650|950|1000))?|default|bg-white|white)$`,
)
const rgbaPattern =
  /^rgba\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*(?:0|1|0?\.\d+|1\.0+)\s*\)$/

export const rgba: Check = (value, spot) => {
  if (typeof value !== 'string' || !rgbaPattern.test(value)) wrong(spot, 'must be rgba(r,g,b,a)')
}

/** A colour name of the platform, an rgba value, or a name from `config.style.color`. */
export const colour =
  (...words: readonly string[]): Check =>
  (value, spot) => {
    const name = typeof value === 'string' ? value : ''
    if (colourPattern.test(name) || rgbaPattern.test(name) || words.includes(name)) return
    if (!spot.scan.colours.has(name)) wrong(spot, `unknown colour ${JSON.stringify(value)}`)
  }

export const tagColour = oneOf(
  ...'neutral blue turquoise lime orange violet indigo wathet green yellow red purple carmine'.split(
    ' ',
  ),
)

export const textSizeNames =
  'heading-0 heading-1 heading-2 heading-3 heading-4 heading normal notation xxxx-large xxx-large xx-large x-large large medium small x-small'.split(
    ' ',
  )

export const textSize: Check = (value, spot) => {
  if (textSizeNames.includes(value as string) || spot.scan.textSizes.has(value as string)) return
  wrong(spot, `unknown text size ${JSON.stringify(value)}`)
}

export const align = oneOf('left', 'center', 'right')
export const verticalAlign = oneOf('top', 'center', 'bottom')

export const list =
  (each: Check, max = Number.POSITIVE_INFINITY, min = 0): Check =>
  (value, spot) => {
    if (!Array.isArray(value)) return wrong(spot, 'must be a list')
    if (value.length < min || value.length > max)
      wrong(spot, `must have ${min} to ${max} entries, has ${value.length}`)
    value.forEach((entry, index) => {
      each(entry, inner(spot, index))
    })
  }

/** Any keys, one kind of value. */
export const mapOf =
  (each: Check): Check =>
  (value, spot) => {
    if (!isRecord(value)) return wrong(spot, 'must be an object')
    for (const [key, entry] of Object.entries(value)) each(entry, inner(spot, key))
  }

export type Fields = Readonly<Record<string, Check>>

/** An object with these keys and no others: 2.0 refuses unknown properties (changesPage). */
export const fields =
  (optional: Fields, required: Fields = {}): Check =>
  (value, spot) => {
    if (!isRecord(value)) return wrong(spot, 'must be an object')
    checkFields(value, spot, optional, required)
  }

export function checkFields(
  value: Record<string, unknown>,
  spot: Spot,
  optional: Fields,
  required: Fields,
): void {
  for (const key of Object.keys(required))
    if (value[key] === undefined) wrong(inner(spot, key), `required property ${key} is missing`)
  for (const [key, entry] of Object.entries(value)) {
    const check = Object.hasOwn(required, key)
      ? required[key]
      : Object.hasOwn(optional, key)
        ? optional[key]
        : undefined
    if (!check) wrong(inner(spot, key), `unknown property ${key}`)
    else if (entry === undefined) continue
    else check(entry, inner(spot, key))
  }
}
