/**
 * Every card of the bot as a phone shows it. `?theme=dark` turns the light off, `?card=NAME` shows
 * one, `?try` draws JSON that is pasted, and says what was pressed in it.
 */
import { render } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import { gallery } from '../../../cards/gallery/index.ts'
import { type CardAct, CardView } from './card/card-view.tsx'
import type { Theme } from './card/palette.ts'
import './gallery.css'

const query = new URLSearchParams(location.search)
const theme: Theme = query.get('theme') === 'dark' ? 'dark' : 'light'
const wanted = query.get('card')

/** What is sent is JSON: what does not survive it is not shown. */
const asSent = (card: unknown): unknown => JSON.parse(JSON.stringify(card))

const people = [
  { openId: 'ou_zhang', name: '张三' },
  { openId: 'ou_li', name: '李四' },
]
const nameOf = (openId: string) => people.find((person) => person.openId === openId)?.name

function Gallery() {
  const shown = gallery.filter(({ name }) => wanted === null || name === wanted)
  return (
    <main class="gallery">
      {shown.map(({ name, card }) => (
        <figure key={name} id={name}>
          <CardView card={asSent(card)} theme={theme} nameOf={nameOf} />
          <figcaption>{name}</figcaption>
        </figure>
      ))}
    </main>
  )
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** A card that is pasted. A press waits until 回答 is pressed, as it waits for the bot. */
function Trial() {
  const [json, setJson] = useState('')
  const [acts, setActs] = useState<readonly CardAct[]>([])
  const answer = useRef(() => {})
  const card = useMemo(() => parsed(json), [json])
  const onAct = (act: CardAct) => {
    setActs((before) => [...before, act])
    return new Promise<void>((resolve) => {
      answer.current = resolve
    })
  }
  return (
    <main class="trial">
      <label>
        卡片 JSON
        <textarea rows={6} value={json} onInput={(event) => setJson(event.currentTarget.value)} />
      </label>
      <button type="button" onClick={() => answer.current()}>
        回答
      </button>
      <ol aria-label="操作记录">
        {acts.map((act, index) => (
          <li key={`${index}`}>{JSON.stringify(act)}</li>
        ))}
      </ol>
      {card !== undefined && (
        <figure>
          <CardView card={card} theme={theme} nameOf={nameOf} members={people} onAct={onAct} />
        </figure>
      )}
    </main>
  )
}

document.documentElement.dataset.theme = theme
const place = document.getElementById('gallery')
if (place) render(query.has('try') ? <Trial /> : <Gallery />, place)
