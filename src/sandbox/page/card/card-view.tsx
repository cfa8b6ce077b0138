import type { CSSProperties } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import { pressables } from '../../platform/card-form.ts'
import { isRecord, type Problem } from '../../platform/card-problem.ts'
import { cardProblems } from '../../platform/card-rules.ts'
import './card.css'
import { Elements } from './element.tsx'
import { Header } from './header.tsx'
import { surfaces, type Theme } from './palette.ts'
import { ProblemBox } from './problem-box.tsx'
import { type Session, SessionContext } from './session.ts'
import { layoutStyle, type Node } from './sizes.ts'

/** What somebody did in a card: pressed the nth thing that can be pressed, or chose in a field. */
export type CardAct =
  | {
      readonly kind: 'press'
      /** Its place among all that can be pressed, in document order, as the emulator counts. */
      readonly button: number
      readonly formValues?: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'choose'; readonly field: string; readonly value: unknown }

export type CardProps = {
  /** Card JSON 2.0 as it was sent. */
  readonly card: unknown
  /**
   * Left out: the card is shown without reacting. Until it is settled nothing else in the card can
   * be pressed. What only opens a link is a link of the browser's own and is not told.
   */
  readonly onAct?: (act: CardAct) => Promise<void>
  /** Name of a person by open_id, for mentions and person components. */
  readonly nameOf?: (openId: string) => string | undefined
  /** Whom a person picker without options offers: the members of the chat. */
  readonly members?: readonly { readonly openId: string; readonly name: string }[]
  readonly theme?: Theme
}

/** Problems by the path of the component they belong to; those of the whole card under ''. */
function byComponent(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const map = new Map<string, Problem[]>()
  for (const problem of problems) {
    const path = /^.*(?:elements|columns|buttons)\[\d+\]/.exec(problem.path)?.[0] ?? ''
    map.set(path, [...(map.get(path) ?? []), problem])
  }
  return map
}

function useSessionOf(props: CardProps): Session {
  const { card, onAct, nameOf, members, theme } = props
  const [waitingAt, setWaitingAt] = useState<string>()
  const isWaiting = useRef(false)
  const places = useMemo(() => pressables(card).map(({ node }) => node), [card])
  const problems = useMemo(() => byComponent(cardProblems(card)), [card])
  const config = isRecord(card) && isRecord(card.config) ? card.config : {}
  const style = isRecord(config.style) ? config.style : {}
  return {
    theme: theme ?? 'light',
    nameOf: nameOf ?? (() => undefined),
    members: members ?? [],
    ownSizes: isRecord(style.text_size) ? style.text_size : {},
    pressIndex: (node) => places.indexOf(node),
    waitingAt,
    problems,
    act: async (path, act) => {
      if (!onAct || isWaiting.current) return
      isWaiting.current = true
      setWaitingAt(path)
      try {
        await onAct(act)
      } finally {
        isWaiting.current = false
        setWaitingAt(undefined)
      }
    },
  }
}

const widths: Readonly<Record<string, string>> = { compact: '400px', fill: '100%' }

function Drawn(props: CardProps) {
  const session = useSessionOf(props)
  const card: Node = isRecord(props.card) ? props.card : {}
  const config = isRecord(card.config) ? card.config : {}
  const body = isRecord(card.body) ? card.body : {}
  const own = session.problems.get('') ?? []
  const style = {
    maxWidth: widths[String(config.width_mode)] ?? '600px',
    background: surfaces[session.theme],
  } as CSSProperties
  return (
    <SessionContext.Provider value={session}>
      <article
        class="card"
        data-theme={session.theme}
        aria-busy={session.waitingAt !== undefined}
        style={style}
      >
        {isRecord(card.header) && <Header header={card.header} />}
        {own.length > 0 && <ProblemBox tag="card" problems={own} />}
        <div class="card-body card-stack" style={layoutStyle(body)}>
          <Elements list={body.elements} path="body.elements" />
        </div>
      </article>
    </SessionContext.Provider>
  )
}

/**
 * A card, drawn as the platform draws it. What was typed stays as long as the card stays the same,
 * and goes when it is redrawn.
 */
export const CardView = (props: CardProps) => <Drawn key={JSON.stringify(props.card)} {...props} />
