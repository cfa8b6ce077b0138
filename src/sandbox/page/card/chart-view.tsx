import { useEffect, useRef, useState } from 'preact/hooks'
import { isRecord } from '../../platform/card-problem.ts'
import { type Theme, tone } from './palette.ts'
import { ProblemBox } from './problem-box.tsx'
import { useSession } from './session.ts'
import type { Node } from './sizes.ts'

const ratios: Readonly<Record<string, string>> = {
  '1:1': '1 / 1',
  '2:1': '2 / 1',
  '4:3': '4 / 3',
  '16:9': '16 / 9',
}

const schemes: Readonly<Record<string, readonly string[]>> = {
  brand: ['blue', 'wathet', 'turquoise', 'indigo', 'purple', 'violet'],
  rainbow: ['blue', 'green', 'yellow', 'orange', 'red', 'purple'],
  complementary: ['blue', 'orange', 'turquoise', 'carmine', 'purple', 'lime'],
  converse: ['blue', 'red', 'green', 'orange', 'purple', 'wathet'],
  primary: ['indigo', 'blue', 'wathet', 'turquoise', 'green', 'lime'],
}

const colours = (scheme: unknown, theme: Theme): string[] =>
  (schemes[String(scheme)] ?? schemes.brand ?? []).map((name) => tone(name, 500, theme))

/**
 * The library that the platform's clients draw with; it is large, so it comes with the first chart.
 * Its own watch over the size of its place is late at times, so the size is given.
 */
async function draw(dom: HTMLElement, node: Node, theme: Theme): Promise<() => void> {
  const { VChart } = await import('@visactor/vchart')
  const size = () => ({ width: dom.clientWidth, height: dom.clientHeight })
  const spec = {
    color: colours(node.color_theme, theme),
    background: 'transparent',
    animation: false,
    // The library writes into what it is given.
    ...(isRecord(node.chart_spec) ? structuredClone(node.chart_spec) : {}),
    ...size(),
    autoFit: false,
  }
  // biome-ignore lint/suspicious/noExplicitAny: the specification is data of the card
  const chart = new VChart(spec as any, { dom, theme, animation: false })
  await chart.renderAsync()
  const watch = new ResizeObserver(() => {
    const { width, height } = size()
    if (width > 0 && height > 0) void chart.resize(width, height)
  })
  watch.observe(dom)
  return () => {
    watch.disconnect()
    chart.release()
  }
}

export function Chart({ node, path }: { readonly node: Node; readonly path: string }) {
  const { theme } = useSession()
  const place = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<{ isDrawn: boolean; broken?: string }>({ isDrawn: false })
  useEffect(() => {
    const dom = place.current
    if (!dom) return
    let isGone = false
    let release = () => {}
    draw(dom, node, theme).then(
      (done) => {
        release = done
        if (isGone) done()
        else setState({ isDrawn: true })
      },
      (error: unknown) => setState({ isDrawn: false, broken: String(error) }),
    )
    return () => {
      isGone = true
      release()
    }
  }, [node, theme])
  const spec = isRecord(node.chart_spec) ? node.chart_spec : {}
  const title = isRecord(spec.title) ? String(spec.title.text ?? '') : ''
  const height = /px$/.test(String(node.height)) ? String(node.height) : undefined
  const aspectRatio = height ? undefined : ratios[String(node.aspect_ratio ?? '16:9')]
  if (state.broken !== undefined)
    return <ProblemBox tag="chart" problems={[{ path, message: state.broken, code: 200550 }]} />
  return (
    <div
      ref={place}
      class="card-chart"
      role="img"
      aria-label={title === '' ? '图表' : `图表：${title}`}
      data-drawn={state.isDrawn}
      style={{ aspectRatio, height }}
    />
  )
}
