import type { ComponentChildren } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { inputsIn, isRequired, presetOf } from '../../platform/card-form.ts'
import { FormContext, type FormState } from './session.ts'
import { layoutStyle, type Node } from './sizes.ts'

const isEmpty = (value: unknown) =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const askFor = (node: Node): string =>
  node.tag === 'input' ? '请填写' : node.tag === 'checker' ? '请勾选' : '请选择'

const presets = (inputs: readonly Node[]): Record<string, unknown> =>
  Object.fromEntries(inputs.map((node) => [String(node.name), presetOf(node)]))

/** Collects its fields and sends them with the press of a submit button, after the client's own check. */
export function Form({
  node,
  children,
}: {
  readonly node: Node
  readonly children: ComponentChildren
}) {
  const inputs = useMemo(() => inputsIn(node.elements), [node])
  const [values, setValues] = useState(() => presets(inputs))
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const state: FormState = {
    values,
    errors,
    set: (name, value) => {
      setValues((before) => ({ ...before, [name]: value }))
      setErrors(({ [name]: _, ...others }) => others)
    },
    check: () => {
      const missing = inputs.filter(
        (input) =>
          isRequired(input) &&
          (isEmpty(values[String(input.name)]) ||
            (input.tag === 'checker' && values[String(input.name)] !== true)),
      )
      setErrors(Object.fromEntries(missing.map((input) => [String(input.name), askFor(input)])))
      if (missing.length > 0) return undefined
      const open = inputs.filter((input) => input.disabled !== true)
      return Object.fromEntries(open.map(({ name }) => [String(name), values[String(name)]]))
    },
    reset: () => {
      setValues(presets(inputs))
      setErrors({})
    },
  }
  return (
    <FormContext.Provider value={state}>
      <fieldset class="card-form card-stack" style={layoutStyle(node)}>
        {children}
      </fieldset>
    </FormContext.Provider>
  )
}
