import { Component, type ComponentChildren } from 'preact'
import type { Problem } from '../../platform/card-problem.ts'

/** What the platform would refuse, or what cannot be drawn: said where it stands, never hidden. */
export function ProblemBox({
  tag,
  problems,
}: {
  readonly tag: string
  readonly problems: readonly Pick<Problem, 'path' | 'message' | 'code'>[]
}) {
  return (
    <div class="card-problem" role="alert">
      <strong>平台不接受：{tag}</strong>
      <ul>
        {problems.map(({ path, message, code }) => (
          <li key={path + message}>
            <code>{path}</code> {message}（{code}）
          </li>
        ))}
      </ul>
    </div>
  )
}

type GuardProps = {
  readonly tag: string
  readonly path: string
  readonly children: ComponentChildren
}

/** Keeps a component that cannot be drawn from taking the whole card with it. */
export class Guard extends Component<GuardProps, { readonly broken?: string }> {
  static override getDerivedStateFromError(error: unknown) {
    return { broken: error instanceof Error ? error.message : String(error) }
  }

  override render({ tag, path, children }: GuardProps) {
    const { broken } = this.state
    if (broken === undefined) return children
    return <ProblemBox tag={tag} problems={[{ path, message: broken, code: 0 }]} />
  }
}
