import { z } from 'zod'
import { epochMs } from './envelope.ts'
import { text, time, userId } from './fields.ts'

const mention = z.object({
  key: z.string(),
  id: userId.nullish(),
  name: text,
  mentioned_type: text,
  tenant_key: text,
})

/** `im.message.receive_v1` (§3.1). `content` is a JSON string, empty after a recall. */
export const messageReceived = z.object({
  sender: z.object({ sender_id: userId.nullish(), sender_type: text, tenant_key: text }),
  message: z.object({
    message_id: z.string(),
    root_id: text,
    parent_id: text,
    thread_id: text,
    create_time: time,
    update_time: time,
    chat_id: z.string(),
    chat_type: text,
    message_type: text,
    content: text,
    mentions: z.array(mention).nullish(),
  }),
})

export type MessageReceived = z.infer<typeof messageReceived>

type Mention = {
  /** The placeholder in the raw text, as `@_user_1`. */
  readonly key: string
  readonly openId: string | null
  readonly name: string
}

type MessageContent =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'post'
      readonly text: string
      readonly imageKeys: readonly string[]
      readonly fileKeys: readonly string[]
    }
  | { readonly kind: 'file'; readonly fileKey: string; readonly fileName: string }
  | { readonly kind: 'image'; readonly imageKey: string }
  | { readonly kind: 'share_user'; readonly openId: string }
  /** Another type, or content that is empty (recalled) or unreadable. */
  | { readonly kind: 'unsupported'; readonly type: string }

export type IncomingMessage = {
  readonly messageId: string
  readonly chatId: string
  readonly chatType: 'p2p' | 'group'
  readonly senderOpenId: string | null
  /** `user`; anything else is a machine and must not be answered. */
  readonly senderType: string
  /** Epoch milliseconds; 0 where the platform left it out. */
  readonly createTime: number
  readonly parentId?: string
  readonly rootId?: string
  readonly content: MessageContent
  /** Everybody mentioned, the bot too. */
  readonly mentions: readonly Mention[]
  readonly isBotMentioned: boolean
}

const node = z.object({
  tag: z.string(),
  text: z.string().nullish(),
  href: z.string().nullish(),
  user_id: z.string().nullish(),
  user_name: z.string().nullish(),
  image_key: z.string().nullish(),
  file_key: z.string().nullish(),
})
type Node = z.infer<typeof node>

const contents = {
  text: z.object({ text: z.string() }),
  post: z.object({
    title: z.string().nullish(),
    content: z.array(z.array(node.catch({ tag: 'unknown' }))).nullish(),
  }),
  file: z.object({ file_key: z.string().min(1), file_name: z.string().nullish() }),
  image: z.object({ image_key: z.string().min(1) }),
  share_user: z.object({ user_id: z.string().min(1) }),
}

/**
 * Reads a received message (§3.1). The bot's own mention is taken out of the text, every other
 * one becomes `@name`; a post is flattened to lines of text. `botOpenId` from `GET /bot/v3/info`.
 */
export function parseMessage(event: MessageReceived, botOpenId: string): IncomingMessage {
  const { message, sender } = event
  const mentions = (message.mentions ?? []).map(({ key, id, name }) => ({
    key,
    openId: id?.open_id || null,
    name: name ?? '',
  }))
  return {
    messageId: message.message_id,
    chatId: message.chat_id,
    chatType: message.chat_type === 'p2p' ? 'p2p' : 'group',
    senderOpenId: sender.sender_id?.open_id || null,
    senderType: sender.sender_type ?? 'user',
    createTime: epochMs(message.create_time) ?? 0,
    ...(message.parent_id ? { parentId: message.parent_id } : {}),
    ...(message.root_id ? { rootId: message.root_id } : {}),
    content: readContent(message.message_type ?? '', message.content ?? '', mentions, botOpenId),
    mentions,
    isBotMentioned: mentions.some((mention) => mention.openId === botOpenId),
  }
}

function readContent(
  type: string,
  content: string,
  mentions: readonly Mention[],
  botOpenId: string,
): MessageContent {
  const unsupported: MessageContent = { kind: 'unsupported', type }
  const body = parseJson(content)
  switch (type) {
    case 'text': {
      const parsed = contents.text.safeParse(body)
      if (!parsed.success) return unsupported
      return { kind: 'text', text: nameMentions(parsed.data.text, mentions, botOpenId).trim() }
    }
    case 'post': {
      const parsed = contents.post.safeParse(withoutLocale(body))
      return parsed.success ? flatten(parsed.data, mentions, botOpenId) : unsupported
    }
    case 'file': {
      const parsed = contents.file.safeParse(body)
      if (!parsed.success) return unsupported
      const { file_key: fileKey, file_name: fileName } = parsed.data
      return { kind: 'file', fileKey, fileName: fileName ?? '' }
    }
    case 'image': {
      const parsed = contents.image.safeParse(body)
      return parsed.success ? { kind: 'image', imageKey: parsed.data.image_key } : unsupported
    }
    case 'share_user': {
      const parsed = contents.share_user.safeParse(body)
      return parsed.success ? { kind: 'share_user', openId: parsed.data.user_id } : unsupported
    }
    default:
      return unsupported
  }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

/** Longest key first, in one pass: `@_user_1` begins `@_user_10`, and a name may look like a key. */
function nameMentions(text: string, mentions: readonly Mention[], botOpenId: string): string {
  const byKey = new Map(mentions.map((mention) => [mention.key, mention]))
  const keys = [...byKey.keys(), '@_all'].filter(Boolean).sort((a, b) => b.length - a.length)
  const pattern = new RegExp(`(${keys.map(literal).join('|')})([ \\u00a0]?)`, 'g')
  return text.replace(pattern, (_, key: string, gap: string) => {
    const mention = byKey.get(key)
    if (!mention) return `@所有人${gap}`
    return mention.openId === botOpenId ? '' : `@${mention.name}${gap}`
  })
}

const literal = (key: string): string => key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

type Post = z.infer<typeof contents.post>

function flatten(post: Post, mentions: readonly Mention[], botOpenId: string): MessageContent {
  const lines = post.content ?? []
  const nodes = lines.flat()
  const words = lines.map((line) =>
    line
      .map((part) => nodeText(part, mentions, botOpenId))
      .join('')
      .trimEnd(),
  )
  return {
    kind: 'post',
    text: [post.title ?? '', ...words].join('\n').trim(),
    imageKeys: nodes.flatMap(({ tag, image_key }) =>
      tag === 'img' && image_key ? [image_key] : [],
    ),
    fileKeys: nodes.flatMap(({ file_key }) => (file_key ? [file_key] : [])),
  }
}

function nodeText(part: Node, mentions: readonly Mention[], botOpenId: string): string {
  if (part.tag !== 'at') return part.text || part.href || ''
  if (part.user_id === '@_all' || part.user_id === 'all') return '@所有人'
  const mention = mentions.find(({ key }) => key === part.user_id)
  if ((mention?.openId ?? part.user_id) === botOpenId) return ''
  return `@${mention?.name || part.user_name || ''}`
}

/** A post is received without the locale that it is sent with; some relays keep it. */
function withoutLocale(body: unknown): unknown {
  const locales = z.record(z.string(), z.unknown()).safeParse(body)
  if (!locales.success || 'content' in locales.data) return body
  return locales.data.zh_cn ?? locales.data.en_us ?? body
}
