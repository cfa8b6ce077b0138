import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

/** Shows `size` of them at a time, and below the way to the others. */
export function Pages<Row>({
  all,
  size,
  children,
}: {
  readonly all: readonly Row[]
  readonly size: number
  readonly children: (rows: readonly Row[]) => ComponentChildren
}) {
  const [page, setPage] = useState(0)
  const last = Math.max(0, Math.ceil(all.length / size) - 1)
  const shown = Math.min(page, last)
  return (
    <>
      {children(all.slice(shown * size, (shown + 1) * size))}
      {last > 0 && (
        <nav class="card-pages" aria-label="翻页">
          <button type="button" disabled={shown === 0} onClick={() => setPage(shown - 1)}>
            上一页
          </button>
          <span aria-live="polite">
            第 {shown + 1} 页，共 {last + 1} 页
          </span>
          <button type="button" disabled={shown === last} onClick={() => setPage(shown + 1)}>
            下一页
          </button>
        </nav>
      )}
    </>
  )
}
