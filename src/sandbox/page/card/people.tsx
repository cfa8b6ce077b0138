import { tinted } from './palette.ts'
import { useSession } from './session.ts'
import { type Node, nodesIn } from './sizes.ts'

const tints = ['blue', 'turquoise', 'orange', 'purple', 'green', 'carmine'] as const

/** A round sign with the last character of the name, as the platform shows people without a picture. */
export function Avatar({ name, size }: { readonly name: string; readonly size: number }) {
  const { theme } = useSession()
  const signs = Array.from(name)
  const tint = tints[(signs.at(-1)?.codePointAt(0) ?? 0) % tints.length] ?? 'blue'
  const style = { ...tinted(tint, theme), width: size, height: size, fontSize: size * 0.5 }
  return (
    <span class="card-avatar" style={style} aria-hidden="true">
      {signs.at(-1) ?? '?'}
    </span>
  )
}

const sizes: Readonly<Record<string, number>> = {
  extra_small: 18,
  small: 24,
  medium: 32,
  large: 48,
}

function Somebody({ id, node, usual }: { id: string; node: Node; usual: Usual }) {
  const { nameOf } = useSession()
  const name = nameOf(id) ?? '未知用户'
  const hasAvatar = typeof node.show_avatar === 'boolean' ? node.show_avatar : usual.avatar
  const hasName = typeof node.show_name === 'boolean' ? node.show_name : usual.name
  return (
    <span
      class={node.style === 'capsule' ? 'card-person capsule' : 'card-person'}
      title={hasName ? undefined : name}
    >
      {hasAvatar && <Avatar name={name} size={sizes[String(node.size)] ?? 24} />}
      {hasName ? name : <span class="card-unseen">{name}</span>}
    </span>
  )
}

type Usual = { readonly avatar: boolean; readonly name: boolean }

export const Person = ({ node }: { readonly node: Node }) => (
  <Somebody id={String(node.user_id)} node={node} usual={{ avatar: true, name: false }} />
)

export const PersonList = ({ node }: { readonly node: Node }) => (
  <div class="card-people">
    {nodesIn(node.persons).map((person) => (
      <Somebody
        key={String(person.id)}
        id={String(person.id)}
        node={node}
        usual={{ avatar: false, name: true }}
      />
    ))}
  </div>
)
