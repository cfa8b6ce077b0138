import type { ComponentChildren, CSSProperties } from 'preact'
import { isRecord } from '../../platform/card-problem.ts'
import { Chart } from './chart-view.tsx'
import { Columns, InteractiveContainer, Panel } from './containers.tsx'
import { Checker, Input, Picker } from './fields.tsx'
import { Form } from './form-view.tsx'
import { Person, PersonList } from './people.tsx'
import { Button, Overflow } from './pressing.tsx'
import { Guard, ProblemBox } from './problem-box.tsx'
import { MultiSelect, Select } from './selects.tsx'
import { useSession } from './session.ts'
import type { Node } from './sizes.ts'
import { Table } from './table-view.tsx'
import { Image, ImageGroup, PlainDiv, RichText } from './texts.tsx'

const elements = (list: unknown, path: string) => <Elements list={list} path={path} />

type Drawn = (props: { readonly node: Node; readonly path: string }) => ComponentChildren

const drawings: Readonly<Record<string, Drawn>> = {
  markdown: ({ node }) => <RichText node={node} />,
  div: ({ node }) => <PlainDiv node={node} />,
  hr: () => <hr />,
  img: ({ node }) => <Image node={node} />,
  img_combination: ({ node }) => <ImageGroup node={node} />,
  person: ({ node }) => <Person node={node} />,
  person_list: ({ node }) => <PersonList node={node} />,
  chart: (props) => <Chart {...props} />,
  table: ({ node }) => <Table node={node} />,
  form: ({ node, path }) => (
    <Form node={node}>
      <Elements list={node.elements} path={`${path}.elements`} />
    </Form>
  ),
  column_set: (props) => <Columns {...props} elements={elements} />,
  collapsible_panel: (props) => <Panel {...props} elements={elements} />,
  interactive_container: (props) => <InteractiveContainer {...props} elements={elements} />,
  button: (props) => <Button {...props} />,
  overflow: (props) => <Overflow {...props} />,
  input: (props) => <Input {...props} />,
  select_static: (props) => <Select {...props} />,
  select_person: (props) => <Select {...props} />,
  multi_select_static: (props) => <MultiSelect {...props} />,
  multi_select_person: (props) => <MultiSelect {...props} />,
  select_img: (props) =>
    props.node.multi_select ? <MultiSelect {...props} /> : <Select {...props} />,
  date_picker: (props) => <Picker {...props} />,
  picker_time: (props) => <Picker {...props} />,
  picker_datetime: (props) => <Picker {...props} />,
  checker: ({ node, path }) => (
    <>
      <Checker node={node} path={path} />
      {isRecord(node.button_area) && (
        <div class="card-row">
          <Elements list={node.button_area.buttons} path={`${path}.button_area.buttons`} />
        </div>
      )}
    </>
  ),
}

/** One component of a card with what the platform has against it. */
function Element({ node, path }: { readonly node: unknown; readonly path: string }) {
  const { problems } = useSession()
  const own = problems.get(path) ?? []
  const tag = isRecord(node) ? String(node.tag) : typeof node
  const draw = Object.hasOwn(drawings, tag) ? drawings[tag] : undefined
  const margin = isRecord(node) && typeof node.margin === 'string' ? node.margin : undefined
  return (
    <div class={`card-element card-element-${tag}`} style={{ margin } as CSSProperties}>
      {own.length > 0 && <ProblemBox tag={tag} problems={own} />}
      {draw && isRecord(node) && (
        <Guard tag={tag} path={path}>
          {draw({ node, path })}
        </Guard>
      )}
    </div>
  )
}

/** The components a container holds, in order. */
export const Elements = ({ list, path }: { readonly list: unknown; readonly path: string }) => (
  <>
    {(Array.isArray(list) ? list : []).map((node, index) => (
      <Element key={`${index}`} node={node} path={`${path}[${index}]`} />
    ))}
  </>
)
