import { Icon } from './icons.tsx'

const hues = [211, 262, 24, 158, 338, 190, 45, 285]

/** The same person has the same colour everywhere. */
const hueOf = (name: string): number =>
  hues[[...name].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) % hues.length] ?? 211

type Props = { readonly name: string; readonly kind: 'bot' | 'person' | 'group' }

/** The last two signs of the name; the bot and groups have drawings. */
export function Avatar({ name, kind }: Props) {
  if (kind === 'person') {
    return (
      <span class="avatar" style={{ '--hue': hueOf(name) }} aria-hidden="true">
        {name.slice(-2)}
      </span>
    )
  }
  return (
    <span class={`avatar avatar-${kind}`} aria-hidden="true">
      <Icon name={kind === 'bot' ? 'flag' : 'people'} />
    </span>
  )
}
