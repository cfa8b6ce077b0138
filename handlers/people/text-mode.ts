/** 文本模式 on and off: for clients that show nothing of a card but its title. */
import { isInTextMode, setTextMode } from '../../db/people.ts'
import { answerNotice } from '../answers.ts'
import type { CommandHandler } from '../types.ts'

const off = /关|退出|取消|卡片/

/** 文本模式 · 文本模式 关. */
export const sayTextMode: CommandHandler = async (said, deps) => {
  const at = deps.clock.now()
  const { content } = said.message
  const words = content.kind === 'text' || content.kind === 'post' ? content.text : ''
  const isText = !off.test(words)
  const wasText = await isInTextMode(deps.db, said.speaker)
  const lines = isText
    ? [
        '以后的消息都发文字，按钮改为要发送的话。',
        '填报请发送：填报 14 已开工3所，完成60%',
        '改回卡片请发送：文本模式 关',
      ]
    : ['以后的消息恢复为卡片。', '再用文字请发送：文本模式']
  const title = `${isText ? '文本模式' : '卡片模式'}${isText === wasText ? '（没有变化）' : ' · 已改'}`
  return [
    ...setTextMode(deps.db, said.speaker, isText, at),
    ...answerNotice(said, { title, lines, tone: 'success' }, deps),
  ]
}
