import { z } from 'zod'
import type { LarkSend, SendBody, Sent } from '../ports.ts'
import type { Call } from './call.ts'

const sentAnswer = z.object({
  data: z.object({ message_id: z.string(), chat_id: z.string().nullish() }),
})

const contentOf = (body: SendBody): string =>
  JSON.stringify(body.msgType === 'text' ? { text: body.text } : body.card)

const toSent = ({ data }: z.infer<typeof sentAnswer>): Sent => ({
  messageId: data.message_id,
  chatId: data.chat_id ?? null,
})

/** Sends (§4.2), replies (§4.3), and redraws cards up to 14 days old (§4.4). */
export function createLarkSend(call: Call): LarkSend {
  return async (target, body, uuid) => {
    const content = contentOf(body)
    const path = { message_id: encodeURIComponent(target.id) }
    if (target.type === 'patch') {
      if (body.msgType !== 'interactive') throw new TypeError('Only cards can be redrawn')
      await call(z.unknown(), (client, options) =>
        client.im.v1.message.patch({ path, data: { content } }, options),
      )
      return { messageId: target.id, chatId: null }
    }
    const data = { msg_type: body.msgType, content, uuid }
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
