import type { ComponentChildren, CSSProperties } from 'preact'
import { useRef } from 'preact/hooks'
import { isRecord } from '../../platform/card-problem.ts'
import { useForm, useSession } from './session.ts'
import { type Node, nodesIn } from './sizes.ts'
import { Icon, Text, wordsOf } from './texts.tsx'

export const behaviorsOf = (node: Node): Node[] => nodesIn(node.behaviors)

/** The address of something that only opens a link. */
export function linkOf(node: Node): string | undefined {
  const behaviors = behaviorsOf(node)
  if (behaviors.some(({ type }) => type === 'callback')) return undefined
  const link = behaviors.find(({ type }) => type === 'open_url')
  const url = link?.default_url ?? link?.pc_url
  return typeof url === 'string' && /^(?:https?|lark|tel|mailto):/i.test(url) ? url : undefined
}

/** Pressing one thing: asks back if the card says so, waits for the answer, never twice. */
export function usePress(node: Node, path: string) {
  const session = useSession()
  const form = useForm()
  const dialog = useRef<HTMLDialogElement>(null)
  const isSubmit = node.form_action_type === 'submit'
  const send = (option = 0) => {
    const formValues = isSubmit ? form?.check() : undefined
    if (isSubmit && form && !formValues) return
    const button = session.pressIndex(node) + option
    const act = { kind: 'press' as const, button, ...(formValues ? { formValues } : {}) }
    void session.act(path, act)
  }
  const press = (option = 0) => {
    if (node.form_action_type === 'reset') return form?.reset()
    if (isSubmit && form && !form.check()) return
    if (isRecord(node.confirm)) return dialog.current?.showModal()
    send(option)
  }
  return { press, send, dialog, isWaiting: session.waitingAt === path }
}

/** The second question before something is sent. */
export function Confirm({
  confirm,
  dialog,
  onYes,
}: {
  readonly confirm: unknown
  readonly dialog: { current: HTMLDialogElement | null }
  readonly onYes: () => void
}) {
  if (!isRecord(confirm)) return null
  const close = () => dialog.current?.close()
  return (
    <dialog ref={dialog} class="card-confirm" aria-label={wordsOf(confirm.title)}>
      <strong>
        <Text text={confirm.title} />
      </strong>
      {confirm.text !== undefined && <Text text={confirm.text} />}
      <div class="card-confirm-buttons">
        <button type="button" class="card-button default medium" onClick={close}>
          取消
        </button>
        <button
          type="button"
          class="card-button primary_filled medium"
          onClick={() => {
            close()
            onYes()
          }}
        >
          确定
        </button>
      </div>
    </dialog>
  )
}

function widthStyle(node: Node): CSSProperties {
  if (node.width === 'fill') return { width: '100%' }
  return /px$/.test(String(node.width)) ? { width: String(node.width) } : {}
}

export function Button({ node, path }: { readonly node: Node; readonly path: string }) {
  const { press, send, dialog, isWaiting } = usePress(node, path)
  const url = linkOf(node)
  const shared = {
    class: `card-button ${String(node.type ?? 'default')} ${String(node.size ?? 'medium')}`,
    style: widthStyle(node),
    title: wordsOf(node.disabled === true ? node.disabled_tips : node.hover_tips) || undefined,
  }
  const words: ComponentChildren = (
    <>
      <Icon icon={node.icon} />
      <span>{wordsOf(node.text)}</span>
    </>
  )
  if (url && node.disabled !== true)
    return (
      <a {...shared} href={url} target="_blank" rel="noopener noreferrer">
        {words}
      </a>
    )
  return (
    <>
      <button
        {...shared}
        type="button"
        disabled={node.disabled === true}
        aria-busy={isWaiting}
        onClick={() => press()}
      >
        {isWaiting && <span class="card-spinner" aria-hidden="true" />}
        {words}
      </button>
      <Confirm confirm={node.confirm} dialog={dialog} onYes={() => send()} />
    </>
  )
}

/** The folded buttons: a menu behind three dots. */
export function Overflow({ node, path }: { readonly node: Node; readonly path: string }) {
  const { press, send, dialog, isWaiting } = usePress(node, path)
  const menu = useRef<HTMLDetailsElement>(null)
  const asked = useRef(0)
  return (
    <>
      <details ref={menu} class="card-menu" aria-busy={isWaiting}>
        <summary class="card-button default medium" aria-label="更多操作">
          <Icon icon={{ token: 'more' }} />
        </summary>
        <div class="card-menu-list">
          {nodesIn(node.options).map((option, index) => (
            <button
              key={String(option.value)}
              type="button"
              onClick={() => {
                menu.current?.removeAttribute('open')
                asked.current = index
                press(index)
              }}
            >
              {wordsOf(option.text)}
            </button>
          ))}
        </div>
      </details>
      <Confirm confirm={node.confirm} dialog={dialog} onYes={() => send(asked.current)} />
    </>
  )
}
