import { mentionsEverybody } from './card-markdown.ts'
import { isRecord } from './card-problem.ts'
import { cardProblems } from './card-rules.ts'
import { cardSummary } from './card-text.ts'
import { badField, Refusal } from './refusal.ts'
import type { Mention, Message, Store } from './store.ts'

export type Content = Pick<Message, 'content' | 'text' | 'mentions' | 'fileKeys'> & {
  readonly card?: Record<string, unknown>
  readonly mentionsAll?: true
}

const textBytes = 150 * 1024
const cardBytes = 30 * 1024

const invalid = (ext: string) => new Refusal(230001, { ext })

/** The problems of a card as the platform words them: 230099 with the sub-code in `msg`. */
function checkCard(store: Store, card: unknown): void {
  const [problem] = cardProblems(card, {
    isKnownPerson: (id) => store.isPerson(id),
    isKnownImage: (key) => store.files.get(key)?.owner === 'bot',
  })
  if (!problem) return
  const path = ['ROOT', ...problem.path.replaceAll('[', '.[').split('.')].filter(Boolean)
  throw new Refusal(230099, {
    ext: `ErrCode: ${problem.code}; ErrPath: ${path.join(' -> ')}; ErrMsg: ${problem.message}; `,
  })
}

function parse(content: unknown): Record<string, unknown> {
  if (typeof content !== 'string') throw badField('content', 'content is required')
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch {
    throw invalid('content is not a string in json format.')
  }
  if (!isRecord(value)) throw invalid('content is not a string in json format.')
  return value
}

/** `<at user_id="ou_x">` becomes `@_user_1`: im-v1/message-content-description/create_json */
function textContent(store: Store, value: Record<string, unknown>): Content {
  if (typeof value.text !== 'string' || value.text === '')
    throw invalid('text field can\'t be nil or empty, please set "text" field.')
  const mentions: Mention[] = []
  const mark = (_: string, id: string, shown: string) => {
    if (id === 'all') return '@_all'
    const person = store.people.find((one) => one.openId === id || one.unionId === id)
    if (!person) throw invalid(`invalid at user id: ${id}`)
    const key = `@_user_${mentions.length + 1}`
    const name = shown || person.name
    mentions.push({ key, id: { open_id: id }, name, tenant_key: store.app.tenantKey })
    return key
  }
  const mentionsAll = value.text.includes('<at user_id="all">')
    ? { mentionsAll: true as const }
    : {}
  const text = value.text.replace(/<at user_id="([^"]*)">([^<]*)<\/at>/g, mark)
  const shown = mentions.reduceRight((all, { key, name }) => all.replace(key, `@${name}`), text)
  return { content: JSON.stringify({ text }), text: shown, mentions, fileKeys: [], ...mentionsAll }
}

const postTags = 'text a at img media emotion hr code_block md'.split(' ')
const locales = /^[a-z]{2}_[a-z]{2}$/

/** One node of a post; a link must be one, a person known, a picture the bot's own. */
function checkPostNode(store: Store, node: unknown): Record<string, unknown> {
  if (!isRecord(node) || !postTags.includes(String(node.tag))) throw invalid('unknown post tag')
  const { tag } = node
  if (['text', 'a', 'md', 'code_block'].includes(String(tag)) && typeof node.text !== 'string')
    throw invalid(`${tag} needs text`)
  if (tag === 'a' && !/^(https?|lark|mailto|tel):/i.test(String(node.href)))
    throw invalid('invalid href')
  if (tag === 'at' && node.user_id !== 'all' && !store.isPerson(String(node.user_id)))
    throw invalid('invalid user_id')
  return node
}

/** Pictures and films stand in a paragraph of their own. */
function postNodes(store: Store, body: unknown): Record<string, unknown>[] {
  if (!isRecord(body) || !Array.isArray(body.content)) throw invalid('post content is invalid')
  return body.content.flatMap((paragraph: unknown) => {
    if (!Array.isArray(paragraph)) throw invalid('a paragraph must be a list')
    const nodes = paragraph.map((node: unknown) => checkPostNode(store, node))
    const isAlone = nodes.length <= 1 || !nodes.some(({ tag }) => tag === 'img' || tag === 'media')
    if (!isAlone) throw invalid('img and media must be a paragraph of their own')
    return nodes
  })
}

/** On send a post has a locale key: im-v1/message-content-description/create_json#post */
function postContent(store: Store, value: Record<string, unknown>): Content {
  if (Object.keys(value).length === 0) throw invalid('post content needs a locale')
  for (const locale of Object.keys(value))
    if (!locales.test(locale)) throw invalid(`unknown locale ${locale}`)
  const nodes = Object.values(value).flatMap((body) => postNodes(store, body))
  const keys = nodes.flatMap((node) => [
    ...(node.tag === 'img' ? [ownKey(store, node.image_key, 'image')] : []),
    ...(node.tag === 'media' ? [ownKey(store, node.file_key, 'file')] : []),
  ])
  const words = nodes.flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
  const isToAll = nodes.some(({ tag, user_id: id }) => tag === 'at' && id === 'all')
  return {
    content: JSON.stringify(value),
    text: words.join(' '),
    mentions: [],
    fileKeys: keys,
    ...(isToAll ? { mentionsAll: true as const } : {}),
  }
}

/** A bot sends what it uploaded itself, 230017. */
function ownKey(store: Store, key: unknown, kind: 'file' | 'image'): string {
  if (typeof key !== 'string' || key === '') throw invalid(`${kind}_key is required`)
  const file = store.files.get(key)
  if (!file || file.kind !== kind) throw invalid(`invalid ${kind}_key`)
  if (file.owner !== 'bot') throw new Refusal(230017)
  return key
}

function fileContent(store: Store, msgType: string, value: Record<string, unknown>): Content {
  const kind = msgType === 'image' ? 'image' : 'file'
  const key = ownKey(store, value[`${kind}_key`], kind)
  const file = store.files.get(key)
  const needed = { audio: 'opus', media: 'mp4' }[msgType]
  if (kind === 'file' && needed !== undefined && file?.fileType !== needed)
    throw new Refusal(230055)
  if (msgType === 'file' && ['opus', 'mp4'].includes(file?.fileType ?? ''))
    throw new Refusal(230055)
  const text = file?.name ?? ''
  const content = kind === 'image' ? { image_key: key } : { file_key: key, file_name: text }
  return { content: JSON.stringify(content), text, mentions: [], fileKeys: [key] }
}

/** Raw 2.0 JSON. Templates and card entities live in the console, so here none exists. */
function cardContent(store: Store, value: Record<string, unknown>, content: string): Content {
  if (Buffer.byteLength(content) > cardBytes) throw new Refusal(230025)
  if (value.type === 'template' || value.type === 'card')
    throw new Refusal(230099, {
      ext: 'ErrCode: 200380; ErrMsg: template does not exist, please confirm whether this template has been released; ',
    })
  checkCard(store, value)
  return {
    content,
    text: cardSummary(value),
    card: value,
    mentions: [],
    fileKeys: [],
    ...(mentionsEverybody(value) ? { mentionsAll: true as const } : {}),
  }
}

/** A card's `content` string, checked as sending and patching do. */
export const readCard = (store: Store, content: unknown): Content =>
  cardContent(store, parse(content), String(content))

/** Checks what is to be sent, by its type: im-v1/message/create. */
export function readContent(
  store: Store,
  msgType: unknown,
  content: unknown,
  bytes: number,
): Content {
  if (typeof msgType !== 'string' || msgType === '')
    throw badField('msg_type', 'msg_type is required')
  if (msgType === 'interactive') return readCard(store, content)
  const value = parse(content)
  if (bytes > textBytes || (msgType === 'post' && Buffer.byteLength(String(content)) > cardBytes))
    throw new Refusal(230025)
  if (msgType === 'text') return textContent(store, value)
  if (msgType === 'post') return postContent(store, value)
  if (['image', 'file', 'audio', 'media'].includes(msgType))
    return fileContent(store, msgType, value)
  if (msgType === 'share_chat') {
    if (store.chat(String(value.chat_id))?.mode !== 'group') throw new Refusal(230015)
    return { content: JSON.stringify(value), text: '[群名片]', mentions: [], fileKeys: [] }
  }
  if (msgType === 'share_user') {
    if (!store.isPerson(String(value.user_id))) throw invalid('invalid user_id')
    return { content: JSON.stringify(value), text: '[个人名片]', mentions: [], fileKeys: [] }
  }
  throw invalid('invalid msg_type')
}
