import { isPartDone, type Part, type Step, steps, whereIs } from './guide.ts'
import { doPart, goTo, placeOf } from './guide-acts.ts'
import { Icon } from './icons.tsx'
import { type Phone, setState, useAppState } from './state.ts'
import { useWords } from './words.ts'

type Props = { readonly phone: Phone; readonly place: number }

function Parts({ step, now }: { readonly step: Step; readonly now: Part }) {
  const words = useWords()
  const { world, language } = useAppState((state) => state)
  return (
    <ul>
      {step.parts.map((part) => {
        const isDone = isPartDone(step, part, world)
        return (
          <li key={part.text.en} class={isDone ? 'done' : part === now ? 'now' : ''}>
            <span class="tick">
              {isDone && <Icon name="check" size={14} />}
              <span class="hidden">{words(isDone ? 'done' : 'toDo')}</span>
            </span>
            {part.text[language]}
          </li>
        )
      })}
    </ul>
  )
}

/** On the other phones: where the guide goes on. */
function Elsewhere({ part, step }: { readonly part: Part; readonly step: number }) {
  const words = useWords()
  return (
    <aside class="guide-card elsewhere" aria-label={words('guideNote')}>
      {words('guideElsewhere', { step: step + 1, name: part.person })}
      <button type="button" class="plain" onClick={() => goTo(part)}>
        {words('goThere')}
      </button>
    </aside>
  )
}

/** The step that is due, on the phone where it is done; no message, and the bot knows nothing of it. */
export function GuideCard({ phone, place }: Props) {
  const words = useWords()
  const { world, language, isGuideShown, isMoving } = useAppState((state) => state)
  const at = isGuideShown ? whereIs(world) : undefined
  const step = at && steps[at.step]
  if (!at || !step) return null
  const { part } = at
  if (part.place !== place) return <Elsewhere part={part} step={at.step} />
  const target = placeOf(part, world)
  const isHere = target?.openId === phone.openId && target.chatId === phone.chatId
  return (
    <aside class="guide-card" aria-label={words('guideNote')}>
      <p class="guide-head">
        <span>
          {words('guideOf', { step: at.step + 1, all: steps.length })} · {step.title[language]}
        </span>
        <button
          type="button"
          class="tool"
          aria-label={words('hideGuide')}
          title={words('hideGuide')}
          onClick={() => setState({ isGuideShown: false })}
        >
          <Icon name="close" size={14} />
        </button>
      </p>
      <Parts step={step} now={part} />
      {isHere && part.act && target && !part.act.isThere?.(world) && (
        <button
          type="button"
          class="strong"
          disabled={isMoving}
          onClick={() => void doPart(part, target)}
        >
          {part.act.label[language]}
        </button>
      )}
      {!isHere && (
        <button type="button" class="strong" onClick={() => goTo(part)}>
          {words('changeTo', { name: part.person })}
        </button>
      )}
    </aside>
  )
}

/** All steps in a row, above the phones. */
export function GuideStrip() {
  const words = useWords()
  const { world, language, isGuideShown } = useAppState((state) => state)
  if (!isGuideShown || world.people.length === 0) return null
  const at = whereIs(world)
  const now = at?.step ?? steps.length
  return (
    <nav class="guide-strip" aria-label={words('guide')}>
      <ol>
        {steps.map((step, index) => {
          const isDone = index < now
          const state = isDone ? 'done' : index === now ? 'now' : ''
          return (
            <li key={step.title.en} class={state} aria-current={index === now ? 'step' : undefined}>
              <span class="number">{isDone ? <Icon name="check" size={14} /> : index + 1}</span>
              {step.title[language]}
              <span class="hidden">{words(isDone ? 'done' : 'toDo')}</span>
            </li>
          )
        })}
      </ol>
      {at ? (
        <button type="button" class="plain" onClick={() => goTo(at.part)}>
          {words('goThere')}
        </button>
      ) : (
        <b role="status">{words('guideDone')}</b>
      )}
    </nav>
  )
}
