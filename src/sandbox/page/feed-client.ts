import { afterChange } from './changes.ts'
import { Change } from './feed.ts'
import { getState, setState } from './state.ts'
import { showToast } from './toasts.ts'

/** How long to wait before the line is tried again. */
const retryMs = 1000

/** Follows the sandbox: the whole state, then each change; after a break the whole state again. */
export function followFeed(): void {
  const source = new EventSource('api/live')
  source.onmessage = ({ data }) => {
    const change = Change.parse(JSON.parse(data))
    setState(afterChange(getState(), change))
    if (change.kind === 'toast') showToast(change.openId, change.toast)
  }
  source.onerror = () => {
    source.close()
    setState({ isConnected: false })
    setTimeout(followFeed, retryMs)
  }
}
