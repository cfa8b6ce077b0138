/** A small answer in words: a refusal, an acknowledgement, a hint. */
import { type Card, card, cut, head, linkButton, note, plain, type Template } from './kit.ts'

export type NoticeView = {
  /** Carries number and state where there are any: `QL26-14 · 已签收`. */
  readonly title: string
  readonly lines: readonly string[]
  readonly tone: 'info' | 'success' | 'warning' | 'error'
  /** Opens inside the client, such as the private chat with the bot. */
  readonly link?: { readonly text: string; readonly url: string }
}

const templates: Readonly<Record<NoticeView['tone'], Template>> = {
  info: 'blue',
  success: 'green',
  warning: 'orange',
  error: 'red',
}

export function noticeCard(view: NoticeView): Card {
  const { shown, left } = head(view.lines, 12)
  return card({
    title: view.title,
    template: templates[view.tone],
    elements: [
      plain(shown.map((line) => cut(line, 300)).join('\n') || '（没有更多内容）'),
      ...(left > 0 ? [note(`另有 ${left} 行未列出`)] : []),
      ...(view.link ? [linkButton(view.link.text, view.link.url)] : []),
    ],
  })
}
