import { useEffect, useRef } from 'preact/hooks'
import { markRead } from './acts.ts'
import type { Message } from './feed.ts'

/** So much of a message must be on the screen, or so much of the screen be filled by it. */
const enough = 0.5

/** Tells the platform that somebody has read a message, once it is on the screen. */
export function useReading(message: Message, openId: string) {
  const place = useRef<HTMLLIElement>(null)
  const { messageId, from, readAt } = message
  const isDue = from !== openId && readAt[openId] === undefined
  useEffect(() => {
    const element = place.current
    if (!isDue || !element) return undefined
    const look = new IntersectionObserver(
      (entries) => {
        const isSeen = entries.some(
          ({ intersectionRatio, intersectionRect, rootBounds }) =>
            intersectionRatio >= enough ||
            intersectionRect.height >= enough * (rootBounds?.height ?? Number.POSITIVE_INFINITY),
        )
        if (!isSeen || document.visibilityState !== 'visible') return
        look.disconnect()
        void markRead(openId, messageId)
      },
      { threshold: [0.1, 0.25, enough, 0.75, 1] },
    )
    look.observe(element)
    return () => look.disconnect()
  }, [isDue, openId, messageId])
  return place
}
