import { isRecord } from './card-problem.ts'
import { cardProblems } from './card-rules.ts'
import { cardSummary } from './card-text.ts'
import { badField, Refusal } from './refusal.ts'
import type { Mention, Message, Store } from './store.ts'

export type Content = Pick<Message, 'content' | 'text' | 'mentions' | 'fileKeys'> & {
  readonly card?: Record<string, unknown>
}

const textBytes = 150 * 1024
const cardBytes = 30 * 1024

const invalid = (ext: string) => new Refusal(230001, { ext })

/** The problems of a card as the platform words them: 230099 with the sub-code in `msg`. */
export function checkCard(store: Store, card: unknown): void {
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
  const text = value.text.replace(/<at user_id="([^"]*)">([^<]*)<\/at>/g, mark)
  const shown = mentions.reduceRight((all, { key, name }) => all.replace(key, `@${name}`), text)
  return { content: JSON.stringify({ text }), text: shown, mentions, fileKeys: [] }
}

const postTags = 'text a at img media emotion hr code_block md'.split(' ')

/** On send a post has a locale key: im-v1/message-content-description/create_json#post */
function postContent(store: Store, value: Record<string, unknown>): Content {
  const bodies = Object.values(value)
  if (bodies.length === 0) throw invalid('post content needs a locale')
  const words: string[] = []
  const keys: string[] = []
  for (const body of bodies) {
    if (!isRecord(body) || !Array.isArray(body.content)) throw invalid('post content is invalid')
    for (const node of body.content.flat()) {
      if (!isRecord(node) || !postTags.includes(String(node.tag))) throw invalid('unknown post tag')
      if (typeof node.text === 'string') words.push(node.text)
      if (node.tag === 'img') keys.push(ownKey(store, node.image_key, 'image'))
    }
  }
  return { content: JSON.stringify(value), text: words.join(' '), mentions: [], fileKeys: keys }
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
  return { content, text: cardSummary(value), card: value, mentions: [], fileKeys: [] }
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
