import { type ComponentChildren, Fragment } from 'preact'
import { Pages } from '../pages.tsx'
import { colourOf, textColourOf, tinted } from '../palette.ts'
import { Avatar } from '../people.tsx'
import { useSession } from '../session.ts'
import { type Block, parseBlocks } from './blocks.ts'
import { emojis } from './emojis.ts'
import { type Attributes, type Inline, parseInline } from './inline.ts'

/** Only addresses that the platform opens become links. */
const isOpenable = (url: string): boolean => /^(?:https?|tel|mailto|lark):/i.test(url)

function Link({ url, children }: { readonly url: string; readonly children: ComponentChildren }) {
  if (!isOpenable(url)) return <>{children}</>
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

type TagProps = { readonly attributes: Attributes; readonly children: ComponentChildren }

function Mention({ attributes }: TagProps) {
  const { nameOf } = useSession()
  const ids = (attributes.ids ?? attributes.id ?? attributes.user_id ?? attributes.email ?? '')
    .split(',')
    .map((id) => id.trim())
  return (
    <>
      {ids.map((id) => (
        <span key={id} class="card-at">
          @{id === 'all' ? '所有人' : (nameOf(id) ?? '未知用户')}{' '}
        </span>
      ))}
    </>
  )
}

function PersonTag({ attributes }: TagProps) {
  const { nameOf } = useSession()
  const name = nameOf(attributes.id ?? '') ?? '未知用户'
  return (
    <span class={attributes.style === 'capsule' ? 'card-person capsule' : 'card-person'}>
      {attributes.show_avatar !== 'false' && <Avatar name={name} size={18} />}
      {attributes.show_name !== 'false' && name}
    </span>
  )
}

function Font({ attributes, children }: TagProps) {
  const { theme } = useSession()
  return <span style={{ color: textColourOf(attributes.color, theme) }}>{children}</span>
}

export function TextTag({ color, children }: { color: string; children: ComponentChildren }) {
  const { theme } = useSession()
  return (
    <span class="card-tag" style={tinted(color === 'neutral' ? 'grey' : color, theme)}>
      {children}
    </span>
  )
}

function NumberTag({ attributes, children }: TagProps) {
  const { theme } = useSession()
  const style = {
    background: colourOf(attributes.background_color ?? 'grey', theme),
    color: colourOf(attributes.font_color ?? 'white', theme),
  }
  const drawn = (
    <span class="card-number" style={style}>
      {children}
    </span>
  )
  return attributes.url ? <Link url={attributes.url}>{drawn}</Link> : drawn
}

const formats: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_short: { month: 'short', day: 'numeric' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  week: { weekday: 'long' },
  week_short: { weekday: 'short' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time_sec: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  timezone: { timeZoneName: 'short' },
}

/** The sandbox's people sit in China, wherever the browser stands. */
function LocalTime({ attributes }: TagProps) {
  const at = Number(attributes.millisecond)
  if (!Number.isFinite(at)) return <>{attributes.millisecond}</>
  const options = { timeZone: 'Asia/Shanghai', ...formats[attributes.format_type ?? 'date_num'] }
  const said = new Intl.DateTimeFormat('zh-CN', options).format(at)
  return attributes.link ? <Link url={attributes.link}>{said}</Link> : said
}

const tags: Readonly<Record<string, (props: TagProps) => ComponentChildren>> = {
  at: (props) => <Mention {...props} />,
  person: (props) => <PersonTag {...props} />,
  font: (props) => <Font {...props} />,
  text_tag: ({ attributes, children }) => (
    <TextTag color={attributes.color ?? 'neutral'}>{children}</TextTag>
  ),
  number_tag: (props) => <NumberTag {...props} />,
  local_datetime: (props) => <LocalTime {...props} />,
  a: ({ attributes, children }) => <Link url={attributes.href ?? ''}>{children}</Link>,
  link: ({ attributes, children }) => (
    <Link url={attributes.url ?? attributes.pc_url ?? ''}>{children}</Link>
  ),
  u: ({ children }) => <u>{children}</u>,
  raw: ({ children }) => <>{children}</>,
}

function one(node: Inline): ComponentChildren {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'emoji':
      return emojis[node.key] ?? `:${node.key}:`
    case 'code':
      return <code>{node.text}</code>
    case 'break':
      return <br />
    case 'image':
      return <span class="card-image-line">［图片{node.title && `：${node.title}`}］</span>
    case 'bold':
      return <strong>{all(node.inside)}</strong>
    case 'italic':
      return <em>{all(node.inside)}</em>
    case 'strike':
      return <del>{all(node.inside)}</del>
    case 'link':
      return <Link url={node.url}>{all(node.inside)}</Link>
    case 'tag':
      return tags[node.name]?.({ attributes: node.attributes, children: all(node.inside) })
  }
}

const all = (nodes: readonly Inline[]): ComponentChildren =>
  nodes.map((node, index) => <Fragment key={`${index}`}>{one(node)}</Fragment>)

const rowsPerPage = 5

function Table({ block }: { readonly block: Block & { readonly kind: 'table' } }) {
  return (
    <Pages all={block.rows} size={rowsPerPage}>
      {(rows) => (
        <div class="card-table-frame">
          <table class="card-table">
            <thead>
              <tr>
                {block.head.map((cell, column) => (
                  <th key={`${column}`} style={{ textAlign: block.aligns[column] }}>
                    {all(cell)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={`${index}`}>
                  {row.map((cell, column) => (
                    <td key={`${column}`} style={{ textAlign: block.aligns[column] }}>
                      {all(cell)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Pages>
  )
}

/** The card's title is a heading of the second level, so those inside begin at the third. */
const headings = ['h3', 'h4', 'h5', 'h6', 'h6', 'h6'] as const

function Heading({ level, children }: { level: number; children: ComponentChildren }) {
  const Tag = headings[level - 1] ?? 'h6'
  return <Tag class={`card-heading card-heading-${level}`}>{children}</Tag>
}

function draw(block: Block): ComponentChildren {
  switch (block.kind) {
    case 'paragraph':
      return <p>{all(block.inside)}</p>
    case 'heading':
      return <Heading level={block.level}>{all(block.inside)}</Heading>
    case 'rule':
      return <hr />
    case 'code':
      return (
        <pre data-language={block.language}>
          <code>{block.text}</code>
        </pre>
      )
    case 'quote':
      return <blockquote>{drawAll(block.inside)}</blockquote>
    case 'list': {
      const items = block.items.map((item, index) => <li key={`${index}`}>{drawAll(item)}</li>)
      return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>
    }
    case 'table':
      return <Table block={block} />
  }
}

const drawAll = (blocks: readonly Block[]): ComponentChildren =>
  blocks.map((block, index) => <Fragment key={`${index}`}>{draw(block)}</Fragment>)

/** The whole dialect: the markdown component and cells of tables. */
export const Markdown = ({ content }: { readonly content: string }) => (
  <div class="card-markdown">{drawAll(parseBlocks(content))}</div>
)

/** The small dialect of `lark_md`: one run of text without headings, lists, tables or images. */
export const LarkMarkdown = ({ content }: { readonly content: string }) => (
  <span class="card-markdown">{all(parseInline(content))}</span>
)
