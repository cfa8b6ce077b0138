import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { inspect } from './acts.ts'
import { get } from './api.ts'
import { type OutboxRow, OutboxRows, Trace } from './feed.ts'
import { Icon } from './icons.tsx'
import { clockTime, dayText } from './moments.ts'
import { useAppState } from './state.ts'
import { useWords } from './words.ts'

type Way = { readonly trace: Trace; readonly rows: readonly OutboxRow[] }

/** Text that is JSON is laid out; anything else stays as it is. */
function laidOut(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2) ?? ''
  try {
    return JSON.stringify(JSON.parse(value), null, 2)
  } catch {
    return value
  }
}

const Json = ({ title, value }: { readonly title: string; readonly value: unknown }) => (
  <details>
    <summary>{title}</summary>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
    <pre tabIndex={0}>{laidOut(value)}</pre>
  </details>
)

type PartProps = { readonly title: string; readonly children: ComponentChildren }

const Part = ({ title, children }: PartProps) => (
  <section>
    <h3>{title}</h3>
    {children}
  </section>
)

function Row({ row }: { readonly row: OutboxRow }) {
  const words = useWords()
  const { language } = useAppState((state) => state)
  const facts = [
    [words('key'), row.key],
    [words('state'), row.state],
    [words('attempts'), row.attempts],
    [words('receiver'), row.receiver],
    [words('mayLeave'), `${dayText(row.notBefore, language)} ${clockTime(row.notBefore)}`],
    [words('reason'), row.reason ?? ''],
  ]
  return (
    <>
      <dl>
        <dt>{words('kind')}</dt>
        <dd>{row.kind}</dd>
        {facts
          .filter(([, value]) => value !== '')
          .flatMap(([name, value]) => [
            <dt key={name}>{name}</dt>,
            <dd key={`${name}=`}>{value}</dd>,
          ])}
      </dl>
      <Json title={words('content')} value={row.content} />
    </>
  )
}

function WayOf({ trace, rows }: Way) {
  const words = useWords()
  const { events, requests, message } = trace
  return (
    <>
      <Part title={words('outbox')}>
        {rows.length === 0 && <p>{words('noOutbox')}</p>}
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </Part>
      <Part title={words('requests')}>
        {requests.length === 0 && <p>{words('none')}</p>}
        {requests.map(({ at, method, path, status, code, body }) => (
          <Json
            key={`${at} ${path}`}
            title={`${clockTime(at)} ${method} ${path} → ${status}, code ${code}`}
            value={body}
          />
        ))}
      </Part>
      <Part title={words('events')}>
        {events.length === 0 && <p>{words('none')}</p>}
        {events.map(({ type, at, body, answers }) => (
          <div key={`${at} ${type}`}>
            <Json title={`${clockTime(at)} ${type}`} value={body} />
            {answers.map((answer) => (
              <Json
                key={answer.at}
                title={`${words('answer')} ${answer.failure ?? answer.status}, ${answer.ms} ms`}
                value={answer.body}
              />
            ))}
          </div>
        ))}
      </Part>
      <Part title={words('cardJson')}>
        <Json title={words('content')} value={message.content} />
        {message.history.length > 0 && (
          <Json title={words('earlierCards')} value={message.history} />
        )}
      </Part>
    </>
  )
}

/** Asked anew when the message changes. */
function useWay(messageId: string): Way | undefined {
  const [way, setWay] = useState<Way>()
  const events = useAppState(({ world }) => world.events.length)
  const updatedAt = useAppState(
    ({ world }) => world.messages.find((one) => one.messageId === messageId)?.updatedAt,
  )
  useEffect(() => {
    let isOver = false
    const ask = async () => {
      const [trace, { rows }] = await Promise.all([
        get(`trace/${messageId}`, Trace),
        get(`outbox/${messageId}`, OutboxRows),
      ])
      if (!isOver) setWay({ trace, rows })
    }
    ask().catch(() => !isOver && setWay(undefined))
    return () => {
      isOver = true
    }
  }, [messageId, updatedAt, events])
  return way
}

/** The panel takes the focus, and gives it back; Escape closes it. */
function useFocus() {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const before = document.activeElement
    button.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && inspect(undefined)
  return { button, onKeyDown }
}

/** How a message came about: a panel at the side, a sheet on a phone. */
export function Inspector({ messageId }: { readonly messageId: string }) {
  const words = useWords()
  const way = useWay(messageId)
  const { button, onKeyDown } = useFocus()
  return (
    <aside class="inspector" aria-label={words('wayOfMessage')} onKeyDown={onKeyDown}>
      <header>
        <h2>{words('way')}</h2>
        <button
          ref={button}
          type="button"
          class="tool"
          aria-label={words('close')}
          onClick={() => inspect(undefined)}
        >
          <Icon name="close" />
        </button>
      </header>
      <p class="id">{messageId}</p>
      {way && <WayOf {...way} />}
    </aside>
  )
}
