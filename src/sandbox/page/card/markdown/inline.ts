/**
 * The inline part of the platform's markdown: CommonMark's emphasis, code and links, and the tags
 * the platform adds. Text becomes a tree and never HTML.
 */
import { decodeEntities } from '../../../platform/markdown-text.ts'

export type Attributes = Readonly<Record<string, string>>

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'emoji'; readonly key: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'image'; readonly key: string; readonly title: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly inside: readonly Inline[] }
  | { readonly kind: 'link'; readonly url: string; readonly inside: readonly Inline[] }
  | {
      readonly kind: 'tag'
      readonly name: string
      readonly attributes: Attributes
      readonly inside: readonly Inline[]
    }

/** Tags of the platform that hold text; others are shown as they were written. */
const tagNames = 'at|person|font|text_tag|number_tag|local_datetime|a|link|raw|u'
const openTag = new RegExp(`<(${tagNames})\\b([^<>]*)>`, 'y')
const breakTag = /<br\s*\/?>/iy
const bareLink = /https?:\/\/[^\s<>\u3400-\u9fff，。；：！？、（）《》“”【】]+/y
const emojiKey = /:([A-Z][A-Za-z]{1,30}):/y
const escapable = /[!-/:-@[-`{-~]/

/** A run of signs that may open or close emphasis. */
type Run = {
  readonly kind: 'run'
  readonly sign: string
  count: number
  readonly opens: boolean
  readonly closes: boolean
}
type Part = Inline | Run

const text = (said: string): Inline => ({ kind: 'text', text: said })

function attributesOf(written: string): Attributes {
  const found: Record<string, string> = {}
  for (const [, name = '', double, single, bare] of written.matchAll(
    /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g,
  ))
    found[name] = decodeEntities(double ?? single ?? bare ?? '')
  return found
}

const isSpace = (sign: string) => sign === '' || /\s/u.test(sign)
const isPunctuation = (sign: string) => /[\p{P}\p{S}]/u.test(sign)

/** CommonMark's flanking rules: Chinese punctuation beside a word keeps a run from closing. */
function runAt(source: string, at: number, count: number): Run {
  const sign = source[at] ?? ''
  const before = Array.from(source.slice(Math.max(0, at - 2), at)).at(-1) ?? ''
  const after = Array.from(source.slice(at + count, at + count + 2))[0] ?? ''
  const left =
    !isSpace(after) && (!isPunctuation(after) || isSpace(before) || isPunctuation(before))
  const right =
    !isSpace(before) && (!isPunctuation(before) || isSpace(after) || isPunctuation(after))
  const opens = sign === '_' ? left && (!right || isPunctuation(before)) : left
  const closes = sign === '_' ? right && (!left || isPunctuation(after)) : right
  return { kind: 'run', sign, count, opens, closes }
}

const settled = (parts: readonly Part[]): Inline[] =>
  parts.flatMap((part) =>
    part.kind !== 'run' ? [part] : part.count > 0 ? [text(part.sign.repeat(part.count))] : [],
  )

/** A strike takes two signs on both sides, emphasis one or two. */
const canOpen = (part: Part, closer: Run): boolean =>
  part.kind === 'run' &&
  part.sign === closer.sign &&
  part.opens &&
  (part.sign !== '~' || (part.count >= 2 && closer.count >= 2))

/** Makes one node of all behind the opening run. */
function close(parts: Part[], from: number, closer: Run): void {
  const opener = parts[from]
  if (opener?.kind !== 'run') return
  const width = opener.count >= 2 && closer.count >= 2 ? 2 : 1
  const inside = settled(parts.splice(from + 1))
  opener.count -= width
  closer.count -= width
  if (opener.count === 0) parts.pop()
  parts.push({ kind: closer.sign === '~' ? 'strike' : width === 2 ? 'bold' : 'italic', inside })
}

/** Pairs runs from the left: each closing one with the nearest that opens. */
function paired(parts: readonly Part[]): Inline[] {
  const done: Part[] = []
  for (const part of parts) {
    while (part.kind === 'run' && part.closes && part.count > 0) {
      const from = done.findLastIndex((one) => canOpen(one, part))
      if (from < 0) break
      close(done, from, part)
    }
    if (part.kind !== 'run' || part.count > 0) done.push(part)
  }
  return settled(done)
}

/** `[words](address)` from an opening bracket; undefined: it is no link. */
function linkAt(source: string, at: number) {
  if (source.indexOf('](', at) < 0) return undefined
  let depth = 0
  for (let end = at; end < source.length; end++) {
    if (source[end] === '\\') end += 1
    else if (source[end] === '[') depth += 1
    else if (source[end] === ']' && --depth === 0) {
      const target = /^\(\s*([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+["'][^"']*["'])?\s*\)/.exec(
        source.slice(end + 1),
      )
      if (!target) return undefined
      return {
        words: source.slice(at + 1, end),
        url: decodeEntities(target[1] ?? ''),
        end: end + 1 + target[0].length,
      }
    }
  }
  return undefined
}

/** A tag of the platform with all up to its end tag; undefined: it is not closed, so it is text. */
function tagAt(source: string, at: number) {
  openTag.lastIndex = at
  const [whole, name = '', attributes = ''] = openTag.exec(source) ?? []
  if (whole === undefined) return undefined
  const begin = at + whole.length
  if (source.indexOf(`</${name}`, begin) < 0) return undefined
  const pattern = new RegExp(`<(/?)${name}\\b[^<>]*>`, 'g')
  pattern.lastIndex = begin
  let depth = 1
  for (let found = pattern.exec(source); found; found = pattern.exec(source)) {
    depth += found[1] === '/' ? -1 : 1
    if (depth === 0)
      return {
        name,
        attributes: attributesOf(attributes),
        words: source.slice(begin, found.index),
        end: found.index + found[0].length,
      }
  }
  return undefined
}

function codeAt(source: string, at: number) {
  const fence = /^`+/.exec(source.slice(at))?.[0] ?? '`'
  const rest = source.slice(at + fence.length)
  const close = new RegExp(`(?<!\`)${fence}(?!\`)`).exec(rest)
  if (!close) return { said: fence, end: at + fence.length, isCode: false }
  const inside = rest.slice(0, close.index).replaceAll('\n', ' ')
  const end = at + fence.length + close.index + fence.length
  return { said: /^ .* $/.test(inside) ? inside.slice(1, -1) : inside, end, isCode: true }
}

type Step = { readonly parts: readonly Part[]; readonly end: number }

function bracketAt(source: string, at: number): Step | undefined {
  const isImage = source[at] === '!'
  const link = linkAt(source, isImage ? at + 1 : at)
  if (!link) return undefined
  const title = decodeEntities(link.words)
  const part: Inline = isImage
    ? { kind: 'image', key: link.url, title }
    : { kind: 'link', url: link.url, inside: parseInline(link.words) }
  return { parts: [part], end: link.end }
}

function angleAt(source: string, at: number): Step | undefined {
  breakTag.lastIndex = at
  const found = breakTag.exec(source)
  if (found) return { parts: [{ kind: 'break' }], end: at + found[0].length }
  const tag = tagAt(source, at)
  if (!tag) return undefined
  const inside = tag.name === 'raw' ? [text(tag.words)] : parseInline(tag.words)
  const part: Inline = { kind: 'tag', name: tag.name, attributes: tag.attributes, inside }
  return { parts: [part], end: tag.end }
}

function wordAt(source: string, at: number): Step | undefined {
  bareLink.lastIndex = at
  const url = bareLink.exec(source)?.[0].replace(/[.,;:!?)\]'"*_~]+$/, '')
  if (!url) return undefined
  return { parts: [{ kind: 'link', url, inside: [text(url)] }], end: at + url.length }
}

function emojiAt(source: string, at: number): Step | undefined {
  emojiKey.lastIndex = at
  const [whole, key = ''] = emojiKey.exec(source) ?? []
  return whole === undefined
    ? undefined
    : { parts: [{ kind: 'emoji', key }], end: at + whole.length }
}

/** What begins at this sign, if it means anything. */
function stepAt(source: string, at: number): Step | undefined {
  const sign = source[at] ?? ''
  const next = source[at + 1] ?? ''
  if (sign === '\n') return { parts: [{ kind: 'break' }], end: at + 1 }
  if (sign === '\\') {
    if (next === '\n') return { parts: [{ kind: 'break' }], end: at + 2 }
    return escapable.test(next) ? { parts: [text(next)], end: at + 2 } : undefined
  }
  if (sign === '`') {
    const { said, end, isCode } = codeAt(source, at)
    return { parts: [isCode ? { kind: 'code', text: said } : text(said)], end }
  }
  if (sign === '*' || sign === '_' || sign === '~') {
    const count = (/^(?:\*+|_+|~+)/.exec(source.slice(at))?.[0] ?? sign).length
    return { parts: [runAt(source, at, count)], end: at + count }
  }
  if (sign === '[' || (sign === '!' && next === '[')) return bracketAt(source, at)
  if (sign === '<') return angleAt(source, at)
  if (sign === 'h') return wordAt(source, at)
  if (sign === ':') return emojiAt(source, at)
  return undefined
}

/** Parses one paragraph's text. */
export function parseInline(source: string): Inline[] {
  const parts: Part[] = []
  let plain = ''
  const flush = () => {
    if (plain !== '') parts.push(text(decodeEntities(plain)))
    plain = ''
  }
  for (let at = 0; at < source.length; ) {
    const step = stepAt(source, at)
    if (step) {
      flush()
      parts.push(...step.parts)
      at = step.end
    } else {
      plain += source[at]
      at += 1
    }
  }
  flush()
  return paired(parts)
}
