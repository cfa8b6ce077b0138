import { isRecord } from '../../platform/card-problem.ts'
import { TextTag } from './markdown/markdown-view.tsx'
import { tinted } from './palette.ts'
import { useSession } from './session.ts'
import { type Node, nodesIn } from './sizes.ts'
import { Icon, Text, wordsOf } from './texts.tsx'

/** Title in the template's colour, tags beside it, one line below. */
export function Header({ header }: { readonly header: Node }) {
  const { theme } = useSession()
  const template = typeof header.template === 'string' ? header.template : 'default'
  const look = template === 'default' ? {} : tinted(template, theme)
  const padding = typeof header.padding === 'string' ? header.padding : undefined
  const tags = nodesIn(header.text_tag_list)
  return (
    <header class={`card-header ${template}`} style={{ ...look, padding }}>
      <Icon icon={header.icon} />
      <div class="card-header-words">
        <div class="card-title">
          <h2>
            <Text text={header.title} />
          </h2>
          {tags.map((tag, index) => (
            <TextTag key={`${index}`} color={String(tag.color ?? 'neutral')}>
              {wordsOf(tag.text)}
            </TextTag>
          ))}
        </div>
        {isRecord(header.subtitle) && wordsOf(header.subtitle) !== '' && (
          <div class="card-subtitle">
            <Text text={header.subtitle} />
          </div>
        )}
      </div>
    </header>
  )
}
