import type { CSSProperties } from 'preact'
import { isRecord } from '../../platform/card-problem.ts'
import { LarkMarkdown, Markdown } from './markdown/markdown-view.tsx'
import { textColourOf } from './palette.ts'
import { useSession } from './session.ts'
import { type Node, textSize } from './sizes.ts'

/** The words of a text object, for labels and titles of elements. */
export const wordsOf = (text: unknown): string =>
  isRecord(text) && typeof text.content === 'string' ? text.content : ''

function useTextStyle(text: Node): CSSProperties {
  const { theme, ownSizes } = useSession()
  const size = textSize(text.text_size, ownSizes)
  const lines = typeof text.lines === 'number' ? text.lines : undefined
  return {
    fontSize: size && `${size}px`,
    fontWeight: String(text.text_size).startsWith('heading') ? 600 : undefined,
    color: text.tag === 'plain_text' ? textColourOf(text.text_color, theme) : undefined,
    textAlign: typeof text.text_align === 'string' ? text.text_align : undefined,
    ...(lines === undefined ? {} : { WebkitLineClamp: lines }),
  } as CSSProperties
}

/** A text object: `plain_text` as it is, `lark_md` and `markdown` with their formats. */
export function Text({ text }: { readonly text: unknown }) {
  const node = isRecord(text) ? text : {}
  const style = useTextStyle(node)
  const content = wordsOf(node)
  const isCut = typeof node.lines === 'number'
  return (
    <div class={isCut ? 'card-text cut' : 'card-text'} style={style}>
      {node.tag === 'lark_md' ? (
        <LarkMarkdown content={content} />
      ) : node.tag === 'markdown' ? (
        <Markdown content={content} />
      ) : (
        content
      )}
    </div>
  )
}

/** The markdown component. */
export function RichText({ node }: { readonly node: Node }) {
  const style = useTextStyle({ ...node, tag: 'markdown' })
  const content = typeof node.content === 'string' ? node.content : ''
  return (
    <div class="card-rich" style={style}>
      <Icon icon={node.icon} />
      <Markdown content={content} />
    </div>
  )
}

export function PlainDiv({ node }: { readonly node: Node }) {
  const fields = Array.isArray(node.fields) ? node.fields.filter(isRecord) : []
  const width = /px$/.test(String(node.width)) ? String(node.width) : undefined
  return (
    <div class="card-div" style={{ width }}>
      <Icon icon={node.icon} />
      <div class="card-div-words">
        {node.text !== undefined && <Text text={node.text} />}
        {fields.length > 0 && (
          <div class="card-fields">
            {fields.map((field, index) => (
              <div key={`${index}`} class={field.is_short === true ? 'short' : ''}>
                <Text text={field.text} />
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  )
}

/** Outlines of the platform's icons that matter here; the others are shown as a dot. */
const outlines: Readonly<Record<string, string>> = {
  down: 'M3 6l5 5 5-5',
  up: 'M3 10l5-5 5 5',
  right: 'M6 3l5 5-5 5',
  left: 'M10 3l-5 5 5 5',
  add: 'M8 3v10M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  done: 'M3 8l4 4 6-8',
  time: 'M8 4v4l3 2M8 1.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  picture: 'M2 3h12v10H2zM2 11l4-4 3 3 2-2 3 3M10.5 6h.01',
}

export function Icon({ icon }: { readonly icon: unknown }) {
  const { theme } = useSession()
  if (!isRecord(icon)) return null
  const token = String(icon.token ?? '')
  const name = Object.keys(outlines).find((one) => token.startsWith(one))
  const size = Number.parseInt(String(icon.size), 10) || 16
  const color = textColourOf(icon.color, theme)
  return (
    <svg
      class="card-icon"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      style={{ color }}
    >
      <path d={name ? outlines[name] : 'M8 5.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5'} />
    </svg>
  )
}

export function Image({ node }: { readonly node: Node }) {
  const alt = wordsOf(node.alt)
  const custom = /^(\d+)px (\d+)px$/.exec(String(node.size))
  const style = custom
    ? { width: `${custom[1]}px`, height: `${custom[2]}px` }
    : { borderRadius: typeof node.corner_radius === 'string' ? node.corner_radius : undefined }
  return (
    <figure class="card-image">
      {node.title !== undefined && wordsOf(node.title) !== '' && <Text text={node.title} />}
      <div class={`card-image-ground ${String(node.size ?? 'stretch')}`} style={style}>
        <span role="img" aria-label={alt || '图片'}>
          <Icon icon={{ token: 'picture' }} /> {alt || '图片'}
        </span>
      </div>
    </figure>
  )
}

export const ImageGroup = ({ node }: { readonly node: Node }) => (
  <div class="card-images">
    {(Array.isArray(node.img_list) ? node.img_list : []).map((_, index) => (
      <div key={`${index}`} class="card-image-ground">
        <span role="img" aria-label={`图片 ${index + 1}`}>
          <Icon icon={{ token: 'picture' }} />
        </span>
      </div>
    ))}
  </div>
)
