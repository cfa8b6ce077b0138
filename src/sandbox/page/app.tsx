import { useEffect, useRef } from 'preact/hooks'
import { bringIntoSight } from './guide-acts.ts'
import { GuideStrip } from './guide-card.tsx'
import { Inspector } from './inspector.tsx'
import { personOf, unreadOf } from './lookup.ts'
import { PhoneView } from './phone-view.tsx'
import { setState, useAppState } from './state.ts'
import { TopBar } from './top-bar.tsx'
import { useWords } from './words.ts'

/** On a narrow screen: one tab a phone. */
function Tabs() {
  const words = useWords()
  const { phones, world, active } = useAppState((state) => state)
  return (
    <nav class="tabs" aria-label={words('phones')}>
      {phones.map((phone, place) => {
        const unread = place === active ? 0 : unreadOf(world, phone.openId)
        return (
          <button
            key={place}
            type="button"
            aria-current={place === active}
            onClick={() => {
              setState({ active: place })
              bringIntoSight(place)
            }}
          >
            {personOf(world, phone.openId)?.name}
            {unread > 0 && <span class="unread">{unread}</span>}
          </button>
        )
      })}
    </nav>
  )
}

/** The phones side by side; where they do not fit one swipes from one to the next. */
function Phones() {
  const { phones } = useAppState((state) => state)
  const place = useRef<HTMLElement>(null)
  const onScrollEnd = () => {
    const row = place.current
    if (!row || row.scrollWidth <= row.clientWidth + 1) return
    const active = Math.round(row.scrollLeft / (row.scrollWidth / phones.length))
    setState({ active })
  }
  return (
    <main class="phones" ref={place} onScrollEnd={onScrollEnd}>
      {phones.map((phone, index) => (
        <PhoneView key={index} phone={phone} place={index} />
      ))}
    </main>
  )
}

export function App() {
  const words = useWords()
  const { theme, language, isConnected, inspected, phones } = useAppState((state) => state)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = words('title')
  }, [theme, language])
  return (
    <div class={`page ${inspected ? 'with-inspector' : ''}`}>
      <TopBar />
      <div role="alert">
        {!isConnected && <p class="lost">{words(phones.length === 0 ? 'loading' : 'lost')}</p>}
      </div>
      <GuideStrip />
      <Tabs />
      <Phones />
      {inspected && <Inspector messageId={inspected} />}
    </div>
  )
}
