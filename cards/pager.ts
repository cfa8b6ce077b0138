/** Turning the pages of a long list. */
import type { CardAction } from './actions.ts'
import { button, buttons, type CardElement, note } from './kit.ts'

export type Paged = {
  /** From 1. */
  readonly page: number
  readonly pages: number
}

/** Nothing where one page is all there is. */
export function pager({ page, pages }: Paged, to: (page: number) => CardAction): CardElement[] {
  if (pages <= 1) return []
  const turns = [
    ...(page > 1 ? [button('上一页', 'default', to(page - 1))] : []),
    ...(page < pages ? [button('下一页', 'default', to(page + 1))] : []),
  ]
  return [buttons(...turns), note(`第 ${page} 页，共 ${pages} 页`)]
}

/** Page `page` of a list (beyond the last: the last), and how many there are. */
export function pageOf<Row>(
  rows: readonly Row[],
  page: number,
  perPage: number,
): Paged & { readonly rows: readonly Row[] } {
  const pages = Math.max(1, Math.ceil(rows.length / perPage))
  const shown = Math.min(Math.max(1, page), pages)
  return { page: shown, pages, rows: rows.slice((shown - 1) * perPage, shown * perPage) }
}
