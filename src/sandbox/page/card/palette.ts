/** The platform's colours by name, light and dark, and what can be read on them. */

export type Theme = 'light' | 'dark'
type Rgb = readonly [red: number, green: number, blue: number]

/** The middle tone, 500, of each colour. */
const middles: Readonly<Record<string, string>> = {
  blue: '3370ff',
  wathet: '14c0ff',
  turquoise: '00d6b9',
  green: '34c724',
  lime: 'b3d600',
  yellow: 'ffc60a',
  sunflower: 'ffc60a',
  orange: 'ff8800',
  red: 'f54a45',
  carmine: 'f01d94',
  violet: 'd136d1',
  purple: '7f3bf5',
  indigo: '4954e6',
  grey: '8f959e',
}

export const surfaces: Readonly<Record<Theme, string>> = { light: '#ffffff', dark: '#1a1a1a' }
const inks: Readonly<Record<Theme, string>> = { light: '#1f2329', dark: '#ebebeb' }

function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.replace('#', ''), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

const hexOf = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

const mix = (one: Rgb, other: Rgb, share: number): Rgb => [
  one[0] * share + other[0] * (1 - share),
  one[1] * share + other[1] * (1 - share),
  one[2] * share + other[2] * (1 - share),
]

function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours as WCAG 2 counts it: 1 to 21. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(rgbOf(one)), luminance(rgbOf(other))].sort(
    (a, b) => b - a,
  )
  return (light + 0.05) / (dark + 0.05)
}

/** Tone 0 is the card's ground, 500 the colour itself, 1000 the far end: dark in a light theme. */
export function tone(name: string, step: number, theme: Theme): string {
  const middle = rgbOf(middles[name] ?? middles.grey ?? '')
  const ground = rgbOf(surfaces[theme])
  const far: Rgb = theme === 'light' ? [0, 0, 0] : [255, 255, 255]
  if (step <= 500) return hexOf(mix(middle, ground, 0.04 + (step / 500) * 0.96))
  return hexOf(mix(far, middle, ((step - 500) / 500) * 0.9))
}

/** The tone nearest to the colour itself that can be read on `ground`: 4.5 to 1, WCAG AA. */
function readable(name: string, theme: Theme, ground = surfaces[theme]): string {
  for (let step = 500; step <= 1000; step += 20) {
    const found = tone(name, step, theme)
    if (contrast(found, ground) >= 4.6) return found
  }
  return inks[theme]
}

/** A name of the platform as a CSS colour; rgba values pass; undefined: no such colour. */
export function colourOf(name: unknown, theme: Theme): string | undefined {
  if (typeof name !== 'string' || name === '') return undefined
  if (/^rgba\([\d\s.,]+\)$/.test(name)) return name
  if (name === 'default') return inks[theme]
  if (name === 'white') return '#ffffff'
  if (name === 'bg-white') return surfaces[theme]
  const [base = '', step] = name.split('-')
  if (!Object.hasOwn(middles, base)) return undefined
  return tone(base, step === undefined ? 500 : Number(step), theme)
}

/** The same for words: a plain name is moved until it can be read, a named tone stays. */
export function textColourOf(name: unknown, theme: Theme, ground?: string): string | undefined {
  if (typeof name === 'string' && Object.hasOwn(middles, name)) return readable(name, theme, ground)
  return colourOf(name, theme)
}

/** Ground and words of a header or a tag in one colour. */
export function tinted(name: string, theme: Theme): { background: string; color: string } {
  const background = tone(name, theme === 'light' ? 80 : 130, theme)
  return { background, color: readable(name, theme, background) }
}
