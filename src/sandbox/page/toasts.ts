import type { Toast } from './feed.ts'
import { getState, setState } from './state.ts'

/** Long enough to read some words twice. */
const shownMs = 5000
let count = 0

/** Shows a toast on the phones of this person. */
export function showToast(openId: string, toast: Toast): void {
  count += 1
  const id = count
  const others = getState().toasts.filter((other) => other.openId !== openId)
  setState({ toasts: [...others, { ...toast, id, openId }] })
  setTimeout(() => {
    setState({ toasts: getState().toasts.filter((other) => other.id !== id) })
  }, shownMs)
}
