import { z } from 'zod'
import type { LarkSend, SendBody, Sent } from '../ports.ts'
import type { Call } from './call.ts'

const sentAnswer = z.object({
  data: z.object({ message_id: z.string(), chat_id: z.string().nullish() }),
})

const uploadAnswer = z.object({ data: z.object({ file_key: z.string().min(1) }) })
/** 30 MB (§4.8) over a slow line. */
const uploadTimeoutMs = 60_000

async function contentOf(body: SendBody, call: Call): Promise<string> {
  switch (body.msgType) {
    case 'text':
      return JSON.stringify({ text: body.text })
    case 'interactive':
      return JSON.stringify(body.card)
    case 'file':
      return JSON.stringify({ file_key: await upload(body, call) })
  }
}

/** A file message names a file that the app uploaded before (§4.8); a repeat uploads it again. */
async function upload(
  { fileName, bytes }: Extract<SendBody, { msgType: 'file' }>,
  call: Call,
): Promise<string> {
  const request = {
    method: 'POST',
    url: '/open-apis/im/v1/files',
    data: { file_type: 'stream', file_name: fileName, file: bytes },
    timeout: uploadTimeoutMs,
  } as const
  const { data } = await call(uploadAnswer, (client, { headers }) =>
    client.request({
      ...request,
      headers: { ...headers, 'content-type': 'multipart/form-data' },
    }),
  )
  return data.file_key
}

const toSent = ({ data }: z.infer<typeof sentAnswer>): Sent => ({
  messageId: data.message_id,
  chatId: data.chat_id ?? null,
})

/** Sends (§4.2), files too,, replies (§4.3), and redraws cards up to 14 days old (§4.4). */
export function createLarkSend(call: Call): LarkSend {
  return async (target, body, uuid) => {
    const path = { message_id: encodeURIComponent(target.id) }
    if (target.type === 'patch') {
      if (body.msgType !== 'interactive') throw new TypeError('Only cards can be redrawn')
      const content = await contentOf(body, call)
      await call(z.unknown(), (client, options) =>
        client.im.v1.message.patch({ path, data: { content } }, options),
      )
      return { messageId: target.id, chatId: null }
    }
    const data = { msg_type: body.msgType, content: await contentOf(body, call), uuid }
    const { type, id } = target
    const answer = await call(sentAnswer, (client, options) =>
      type === 'reply'
        ? client.im.v1.message.reply({ path, data }, options)
        : client.im.v1.message.create(
            { params: { receive_id_type: type }, data: { receive_id: id, ...data } },
            options,
          ),
    )
    return toSent(answer)
  }
}
