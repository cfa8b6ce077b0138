import { useRef } from 'preact/hooks'
import { controlProps, type FieldProps, Frame, useField } from './fields.tsx'
import { useSession } from './session.ts'
import { type Node, nodesIn } from './sizes.ts'
import { wordsOf } from './texts.tsx'

type Option = { readonly value: string; readonly words: string }

/** The options of a choice; a choice of people without options offers the members of the chat. */
function useOptions(node: Node): readonly Option[] {
  const { members, nameOf } = useSession()
  const options = nodesIn(node.options)
  if (String(node.tag).endsWith('_person') && options.length === 0)
    return members.map(({ openId, name }) => ({ value: openId, words: name }))
  return options.map((option, index) => {
    const value = String(option.value)
    const words = node.tag === 'select_img' ? `图片 ${index + 1}` : wordsOf(option.text)
    return { value, words: words || nameOf(value) || '未知用户' }
  })
}

export function Select({ node, path }: FieldProps) {
  const field = useField({ node, path })
  const options = useOptions(node)
  const value = typeof field.value === 'string' ? field.value : ''
  return (
    <Frame node={node} field={field}>
      <select
        {...controlProps(node, field)}
        class={value === '' ? 'card-select empty' : 'card-select'}
        value={value}
        onChange={(event) => {
          field.set(event.currentTarget.value)
          field.send(event.currentTarget.value)
        }}
      >
        <option value="">{wordsOf(node.placeholder) || '请选择'}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** Several: a list of boxes that unfolds, as the platform's sheet does. */
export function MultiSelect({ node, path }: FieldProps) {
  const field = useField({ node, path })
  const options = useOptions(node)
  const list = useRef<HTMLDetailsElement>(null)
  const chosen = Array.isArray(field.value) ? field.value.map(String) : []
  const toggle = (value: string) =>
    field.set(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
  const said = options.filter(({ value }) => chosen.includes(value)).map(({ words }) => words)
  const { disabled, 'aria-label': label, ...described } = controlProps(node, field)
  return (
    <Frame node={node} field={field}>
      <details ref={list} class="card-multi">
        <summary
          {...described}
          class={said.length === 0 ? 'card-select empty' : 'card-select'}
          aria-label={`${label ?? wordsOf(node.label)}${said.length > 0 ? `：已选 ${said.length} 项` : ''}`}
        >
          <span>{said.length === 0 ? wordsOf(node.placeholder) || '请选择' : said.join('、')}</span>
        </summary>
        <fieldset disabled={disabled}>
          {options.map((option) => (
            <label key={option.value} class="card-check">
              <input
                type="checkbox"
                checked={chosen.includes(option.value)}
                onChange={() => toggle(option.value)}
              />
              <span>{option.words}</span>
            </label>
          ))}
          <button
            type="button"
            class="card-button primary small"
            onClick={() => list.current?.removeAttribute('open')}
          >
            确定
          </button>
        </fieldset>
      </details>
    </Frame>
  )
}
