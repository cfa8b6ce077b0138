import type { ComponentChildren, CSSProperties } from 'preact'
import { useId, useState } from 'preact/hooks'
import { isRecord } from '../../platform/card-problem.ts'
import { colourOf } from './palette.ts'
import { Confirm, linkOf, usePress } from './pressing.tsx'
import { ProblemBox } from './problem-box.tsx'
import { useSession } from './session.ts'
import { boxStyle, gap, layoutStyle, type Node, nodesIn } from './sizes.ts'
import { Icon, Text } from './texts.tsx'

type Props = {
  readonly node: Node
  readonly path: string
  /** Draws the components a container holds. */
  readonly elements: (list: unknown, path: string) => ComponentChildren
}

/** Widths count in a row alone; the other modes have theirs in the style sheet. */
function columnStyle(column: Node, mode: string): CSSProperties {
  if (mode !== 'none' && mode !== 'stretch') return {}
  if (column.width === 'weighted') return { flex: `${Number(column.weight ?? 1)} 1 0` }
  if (/px$/.test(String(column.width))) return { flex: `0 0 ${String(column.width)}` }
  return { flex: '0 1 auto' }
}

/** Side by side. On a phone `stretch` stacks them, `flow` lets them wrap, the rest keep their row. */
export function Columns({ node, path, elements }: Props) {
  const { theme, problems } = useSession()
  const mode = String(node.flex_mode ?? 'none')
  const style = {
    columnGap: gap(node.horizontal_spacing, '8px'),
    justifyContent: layoutStyle({ ...node, direction: 'horizontal' }).justifyContent,
    ...boxStyle(node, theme),
  }
  return (
    <div class={`card-columns ${mode}`} style={style}>
      {nodesIn(node.columns).map((column, index) => {
        const at = `${path}.columns[${index}]`
        const own = problems.get(at) ?? []
        const inner = {
          ...layoutStyle(column),
          ...boxStyle(column, theme),
          ...columnStyle(column, mode),
        }
        return (
          <div key={at} class="card-column card-stack" style={inner}>
            {own.length > 0 && <ProblemBox tag="column" problems={own} />}
            {elements(column.elements, `${at}.elements`)}
          </div>
        )
      })}
    </div>
  )
}

/** Unfolds by its title. It opens by itself when something inside cannot be accepted. */
export function Panel({ node, path, elements }: Props) {
  const { theme, problems } = useSession()
  const hasProblem = [...problems.keys()].some((key) => key.startsWith(`${path}.`))
  const [isOpen, setOpen] = useState(node.expanded === true || hasProblem)
  const id = useId()
  const header = isRecord(node.header) ? node.header : {}
  const angle = isOpen ? Number(header.icon_expanded_angle ?? 0) : 0
  const icon = (
    <span class="card-panel-icon" style={{ transform: `rotate(${angle}deg)` }}>
      <Icon icon={header.icon} />
    </span>
  )
  const position = String(header.icon_position ?? 'right')
  const { padding, ...inner } = layoutStyle(node)
  return (
    <div class="card-panel" style={boxStyle(node, theme)}>
      <button
        type="button"
        class={`card-panel-head ${position}`}
        aria-expanded={isOpen}
        aria-controls={id}
        style={{
          background: colourOf(header.background_color, theme),
          padding: typeof header.padding === 'string' ? header.padding : '4px 8px',
        }}
        onClick={() => setOpen(!isOpen)}
      >
        {position === 'left' && icon}
        <Text text={header.title} />
        {position !== 'left' && icon}
      </button>
      <div
        id={id}
        class="card-stack"
        hidden={!isOpen}
        style={{ ...inner, padding: padding ?? '8px' }}
      >
        {elements(node.elements, `${path}.elements`)}
      </div>
    </div>
  )
}

/** A whole block to press; what can be pressed inside goes first. */
export function InteractiveContainer({ node, path, elements }: Props) {
  const { theme } = useSession()
  const { press, send, dialog, isWaiting } = usePress(node, path)
  const url = linkOf(node)
  const isOwn = (event: Event) =>
    event.target instanceof globalThis.Element &&
    event.target.closest('button, a, input, select, textarea, summary, label, [role=button]') ===
      event.currentTarget
  const act = () => {
    if (url) window.open(url, '_blank', 'noopener')
    else press()
  }
  const isOff = node.disabled === true
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: it may hold other buttons, which a button may not */}
      <div
        class="card-press card-stack"
        role="button"
        tabIndex={isOff ? -1 : 0}
        aria-disabled={isOff}
        aria-busy={isWaiting}
        style={{ ...layoutStyle(node), ...boxStyle(node, theme) }}
        onClick={(event) => !isOff && isOwn(event) && act()}
        onKeyDown={(event) => {
          if (isOff || event.target !== event.currentTarget) return
          if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault()
            act()
          }
        }}
      >
        {elements(node.elements, `${path}.elements`)}
      </div>
      <Confirm confirm={node.confirm} dialog={dialog} onYes={() => send()} />
    </>
  )
}
