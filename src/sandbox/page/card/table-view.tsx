import type { ComponentChildren, CSSProperties } from 'preact'
import { isRecord } from '../../platform/card-problem.ts'
import { LarkMarkdown, Markdown, TextTag } from './markdown/markdown-view.tsx'
import { Pages } from './pages.tsx'
import { Avatar } from './people.tsx'
import { useSession } from './session.ts'
import { type Node, nodesIn } from './sizes.ts'

const empty = '-'

/** A day as the column asks for it; the platform shows the viewer's zone, here Shanghai. */
function dayOf(value: number, format: unknown): string {
  const at = new Date(value + 8 * 3_600_000)
  const part = (count: number, digits: number) => String(count).padStart(digits, '0')
  const parts: Readonly<Record<string, string>> = {
    YYYY: part(at.getUTCFullYear(), 4),
    MM: part(at.getUTCMonth() + 1, 2),
    DD: part(at.getUTCDate(), 2),
    HH: part(at.getUTCHours(), 2),
    mm: part(at.getUTCMinutes(), 2),
    ss: part(at.getUTCSeconds(), 2),
  }
  const wanted = typeof format === 'string' ? format : 'YYYY/MM/DD'
  return wanted.replace(/YYYY|MM|DD|HH|mm|ss/g, (mark) => parts[mark] ?? mark)
}

function numberOf(value: number, format: unknown): string {
  const { precision, symbol, separator } = isRecord(format) ? format : ({} as Node)
  const digits = typeof precision === 'number' ? precision : undefined
  const said = value.toLocaleString('zh-CN', {
    useGrouping: separator === true,
    ...(digits === undefined
      ? { maximumFractionDigits: 10 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  })
  return `${typeof symbol === 'string' ? symbol : ''}${said}`
}

function Somebody({ id }: { readonly id: string }) {
  const name = useSession().nameOf(id) ?? '未知用户'
  return (
    <span class="card-person">
      <Avatar name={name} size={18} />
      {name}
    </span>
  )
}

const Tags = ({ value }: { readonly value: unknown }) => (
  <span class="card-tags">
    {(Array.isArray(value) ? value : [{ text: value }]).filter(isRecord).map((option, index) => (
      <TextTag key={`${index}`} color={String(option.color ?? 'neutral')}>
        {String(option.text)}
      </TextTag>
    ))}
  </span>
)

function Cell({ value, column }: { readonly value: unknown; readonly column: Node }) {
  if (value === undefined || value === null || value === '') return <>{empty}</>
  switch (column.data_type) {
    case 'number':
      return <>{numberOf(Number(value), column.format)}</>
    case 'date':
      return <>{dayOf(Number(value), column.date_format)}</>
    case 'options':
      return <Tags value={value} />
    case 'persons':
      return (
        <span class="card-people">
          {[value].flat().map((id) => (
            <Somebody key={String(id)} id={String(id)} />
          ))}
        </span>
      )
    case 'lark_md':
      return <LarkMarkdown content={String(value)} />
    case 'markdown':
      return <Markdown content={String(value)} />
    default:
      return <>{String(value)}</>
  }
}

/** A number or a day is never broken. */
const short = ['number', 'date']

function cellStyle(column: Node): CSSProperties {
  const usual = column.data_type === 'number' ? 'right' : 'left'
  const width =
    typeof column.width === 'string' && column.width !== 'auto' ? column.width : undefined
  return {
    textAlign: typeof column.horizontal_align === 'string' ? column.horizontal_align : usual,
    verticalAlign:
      column.vertical_align === 'top'
        ? 'top'
        : column.vertical_align === 'bottom'
          ? 'bottom'
          : 'middle',
    ...(width ? { width, minWidth: width } : {}),
    ...(short.includes(String(column.data_type)) ? { whiteSpace: 'nowrap' } : {}),
  } as CSSProperties
}

const heights: Readonly<Record<string, string>> = { low: '40px', middle: '60px', high: '92px' }

function Head({ node, columns }: { readonly node: Node; readonly columns: readonly Node[] }) {
  const style = isRecord(node.header_style) ? node.header_style : {}
  const look = {
    fontWeight: style.bold === false ? 400 : 600,
    background: style.background_style === 'grey' ? 'var(--card-fill)' : undefined,
    color: style.text_color === 'grey' ? 'var(--card-quiet)' : undefined,
  }
  const align = typeof style.text_align === 'string' ? style.text_align : undefined
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th
            key={String(column.name)}
            scope="col"
            style={
              {
                ...cellStyle(column),
                ...look,
                ...(align ? { textAlign: align } : {}),
              } as CSSProperties
            }
          >
            {String(column.display_name ?? column.name)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** A table with its pages; a wide one is pushed sideways inside its frame. */
export function Table({ node }: { readonly node: Node }): ComponentChildren {
  const columns = nodesIn(node.columns)
  const isCut = node.row_height !== 'auto'
  const height = heights[String(node.row_height ?? 'low')] ?? String(node.row_height)
  const isFrozen = node.freeze_first_column === true
  return (
    <Pages all={nodesIn(node.rows)} size={Number(node.page_size ?? 5)}>
      {(rows) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keys
        <section class="card-table-frame" tabIndex={0} aria-label="表格">
          <table class={isFrozen ? 'card-table frozen' : 'card-table'}>
            <Head node={node} columns={columns} />
            <tbody>
              {rows.map((row, index) => (
                <tr key={`${index}`} style={isCut ? { height } : {}}>
                  {columns.map((column) => (
                    <td key={String(column.name)} style={cellStyle(column)}>
                      <div class={isCut ? 'card-cell cut' : 'card-cell'}>
                        <Cell value={row[String(column.name)]} column={column} />
                      </div>
                    </td>
                  ))}
                </tr>
              ))}
              {rows.length === 0 && (
                <tr>
                  <td colSpan={columns.length} class="card-nothing">
                    暂无数据
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        </section>
      )}
    </Pages>
  )
}
