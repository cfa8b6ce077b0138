import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { isRequired, presetOf } from '../../platform/card-form.ts'
import { behaviorsOf, usePress } from './pressing.tsx'
import { useForm, useSession } from './session.ts'
import { type Node, nodesIn } from './sizes.ts'
import { Text, wordsOf } from './texts.tsx'

export type FieldProps = { readonly node: Node; readonly path: string }

/** The value of one field: of the form it stands in, or its own, which calls back when it changes. */
export function useField({ node, path }: FieldProps) {
  const form = useForm()
  const session = useSession()
  const [own, setOwn] = useState<unknown>(() => presetOf(node))
  const name = String(node.name ?? '')
  const field = name || wordsOf(node.placeholder) || wordsOf(node.label)
  return {
    id: useId(),
    inForm: form !== undefined,
    value: form ? form.values[name] : own,
    error: form?.errors[name],
    isWaiting: session.waitingAt === path,
    set: (value: unknown) => (form ? form.set(name, value) : setOwn(value)),
    /** Outside a form a change is sent at once. */
    send: (value: unknown) => {
      if (form || value === '' || value === undefined) return
      void session.act(path, { kind: 'choose', field, value })
    },
  }
}

type Field = ReturnType<typeof useField>

/** Label, the field itself, and what is wrong with it. */
export function Frame({
  node,
  field,
  children,
}: {
  readonly node: Node
  readonly field: Field
  readonly children: ComponentChildren
}) {
  const label = wordsOf(node.label)
  return (
    <div
      class={`card-field ${node.label_position === 'left' ? 'left' : 'top'}`}
      aria-busy={field.isWaiting}
    >
      {label !== '' && (
        <label for={field.id}>
          {label}
          {isRequired(node) && <Star />}
        </label>
      )}
      <div class="card-field-box">
        {label === '' && isRequired(node) && <Star />}
        {children}
        {field.error !== undefined && (
          <p class="card-field-error" id={`${field.id}-error`} role="alert">
            {field.error}
          </p>
        )}
      </div>
    </div>
  )
}

const Star = () => (
  <span class="card-star" title="必填">
    *
  </span>
)

/** What every control of a field says of itself. */
export const controlProps = (node: Node, field: Field) => ({
  id: field.id,
  disabled: node.disabled === true,
  'aria-required': isRequired(node),
  'aria-invalid': field.error !== undefined,
  'aria-describedby': field.error === undefined ? undefined : `${field.id}-error`,
  'aria-label':
    wordsOf(node.label) === '' ? wordsOf(node.placeholder) || String(node.name) : undefined,
})

const lengthOf = (said: unknown) => Array.from(String(said ?? '')).length

const cutTo = (said: string, max: number) => Array.from(said).slice(0, max).join('')

export function Input({ node, path }: FieldProps) {
  const field = useField({ node, path })
  const max = Number(node.max_length ?? 1000)
  const isLong = node.input_type === 'multiline_text'
  const value = String(field.value ?? '')
  const shared = {
    ...controlProps(node, field),
    value,
    placeholder: wordsOf(node.placeholder),
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      const kept = cutTo(event.currentTarget.value, max)
      event.currentTarget.value = kept
      field.set(kept)
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && !isLong && !event.isComposing) field.send(value)
    },
  }
  // Grows from `rows` to `max_rows` with what is typed.
  const rows = Number(node.rows ?? 5)
  const grows = node.auto_resize === true
  const most = grows && typeof node.max_rows === 'number' ? node.max_rows : undefined
  const style = grows
    ? { minHeight: `calc(${rows}lh + 14px)`, maxHeight: most && `calc(${most}lh + 14px)` }
    : {}
  return (
    <Frame node={node} field={field}>
      {isLong ? (
        <textarea {...shared} class={grows ? 'grows' : ''} rows={rows} style={style} />
      ) : node.input_type === 'password' ? (
        <input {...shared} type="password" autocomplete="off" />
      ) : (
        <input {...shared} type="text" autocomplete="off" />
      )}
      {isLong && (
        <span class="card-count" aria-hidden="true">
          {lengthOf(value)}/{max}
        </span>
      )}
    </Frame>
  )
}

const pickers: Readonly<Record<string, 'date' | 'time' | 'datetime-local'>> = {
  date_picker: 'date',
  picker_time: 'time',
  picker_datetime: 'datetime-local',
}

/** Dates travel as `yyyy-MM-dd HH:mm`, the browser's own field says `T` between the two. */
export function Picker({ node, path }: FieldProps) {
  const field = useField({ node, path })
  const value = typeof field.value === 'string' ? field.value.replace(' ', 'T') : ''
  return (
    <Frame node={node} field={field}>
      <input
        {...controlProps(node, field)}
        type={pickers[String(node.tag)] ?? 'date'}
        class={value === '' ? 'empty' : ''}
        data-placeholder={wordsOf(node.placeholder)}
        value={value}
        onInput={(event) => {
          const picked = event.currentTarget.value.replace('T', ' ')
          field.set(picked)
          field.send(picked)
        }}
      />
    </Frame>
  )
}

/** In a form a value; outside, a press where the card asks for it. */
export function Checker({ node, path }: FieldProps) {
  const field = useField({ node, path })
  const { press } = usePress(node, path)
  const isChecked = field.value === true
  const toggle = () => {
    field.set(!isChecked)
    if (!field.inForm && behaviorsOf(node).length > 0) press()
  }
  const look = nodesIn([node.checked_style])[0] ?? {}
  const isStruck = isChecked && look.show_strikethrough === true
  return (
    <Frame node={{ ...node, label: undefined }} field={field}>
      <label class="card-check" style={{ opacity: isChecked ? Number(look.opacity ?? 1) : 1 }}>
        <input
          id={field.id}
          type="checkbox"
          checked={isChecked}
          disabled={node.disabled === true}
          aria-invalid={field.error !== undefined}
          onChange={toggle}
        />
        <span class={isStruck ? 'struck' : ''}>
          <Text text={node.text} />
        </span>
      </label>
    </Frame>
  )
}
