import * as z from 'zod/mini'

const Remembered = z.object({
  theme: z.enum(['light', 'dark']),
  language: z.enum(['zh', 'en']),
  isGuideShown: z.boolean(),
})
/** What stays when the page is closed: how it looks, never what is in it. */
export type Remembered = z.infer<typeof Remembered>

const key = 'duban-sandbox'

const usual = (): Remembered => ({
  theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  language: 'zh',
  isGuideShown: true,
})

export function remembered(): Remembered {
  try {
    return Remembered.parse(JSON.parse(localStorage.getItem(key) ?? ''))
  } catch {
    // The first visit, or what another release wrote.
    return usual()
  }
}

export function remember({ theme, language, isGuideShown }: Remembered): void {
  localStorage.setItem(key, JSON.stringify({ theme, language, isGuideShown }))
}
