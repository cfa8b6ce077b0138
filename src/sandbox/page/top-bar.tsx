import { useRef, useState } from 'preact/hooks'
import { startAnew } from './acts.ts'
import { ClockBar } from './clock-bar.tsx'
import { Icon } from './icons.tsx'
import { setState, useAppState } from './state.ts'
import { useWords } from './words.ts'

/** Asks before all is deleted. */
function StartAnew() {
  const words = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const [isRefused, setIsRefused] = useState(false)
  const confirm = async () => {
    const isDone = await startAnew()
    setIsRefused(!isDone)
    if (isDone) dialog.current?.close()
  }
  const label = words('startAnew')
  return (
    <>
      <button
        type="button"
        class="top-tool"
        aria-label={label}
        title={label}
        onClick={() => dialog.current?.showModal()}
      >
        <Icon name="restart" />
        <span class="wide">{label}</span>
      </button>
      <dialog ref={dialog} aria-label={label}>
        <p>{words(isRefused ? 'startAnewNo' : 'startAnewAsk')}</p>
        <form method="dialog">
          <button type="submit" class="plain">
            {words(isRefused ? 'close' : 'cancel')}
          </button>
          {!isRefused && (
            <button type="button" class="strong" onClick={() => void confirm()}>
              {label}
            </button>
          )}
        </form>
      </dialog>
    </>
  )
}

/** The page's own bar: time, guide, language, colours, a new beginning. */
export function TopBar() {
  const words = useWords()
  const { theme, language, isGuideShown } = useAppState((state) => state)
  const isDark = theme === 'dark'
  const themeLabel = words(isDark ? 'toLight' : 'toDark')
  const guideLabel = words(isGuideShown ? 'hideGuide' : 'showGuide')
  return (
    <header class="top-bar">
      <h1>
        <span class="logo" aria-hidden="true">
          <Icon name="flag" />
        </span>
        <span>
          {words('title')} <small>{words('subtitle')}</small>
        </span>
      </h1>
      <ClockBar />
      <div class="top-tools">
        <button
          type="button"
          class="top-tool"
          aria-label={guideLabel}
          title={guideLabel}
          aria-pressed={isGuideShown}
          onClick={() => setState({ isGuideShown: !isGuideShown })}
        >
          <Icon name="flag" />
          <span class="wide">{words('guide')}</span>
        </button>
        <StartAnew />
        <button
          type="button"
          class="top-tool"
          aria-label={themeLabel}
          title={themeLabel}
          onClick={() => setState({ theme: isDark ? 'light' : 'dark' })}
        >
          <Icon name={isDark ? 'sun' : 'moon'} />
        </button>
        <button
          type="button"
          class="top-tool"
          aria-label={words('otherLanguageLabel')}
          onClick={() => setState({ language: language === 'zh' ? 'en' : 'zh' })}
        >
          {language === 'zh' ? 'EN' : '中'}
        </button>
      </div>
    </header>
  )
}
