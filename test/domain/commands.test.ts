import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandTable, editDistance, parseCommand } from '../../src/domain/commands.ts'

const parsed = (text: string): string => {
  const result = parseCommand(text)
  return result.command === null
    ? `? ${result.suggestions.join(' ')}`.trim()
    : `${result.command} ${result.rest}`.trim()
}

describe('parseCommand', () => {
  it.each([
    ['帮助', 'help'],
    [' 幫助 ', 'help'],
    ['？', 'help'],
    ['我的任务', 'my_tasks'],
    ['我的任務。', 'my_tasks'],
    ['待我办理', 'waiting_for_me'],
    ['待 我 辦 理', 'waiting_for_me'],
    ['任务 14', 'show_task 14'],
    ['我的任务 第2页', 'my_tasks 第2页'],
    ['我的任务太多了', '?'],
    ['查 改造', 'find_words 改造'],
    ['查改造', 'find_words 改造'],
    ['查看 14', 'find_words 14'],
    ['查询住建 第2页', 'find_words 住建 第2页'],
    ['单位 住建', 'find_unit 住建'],
    ['單位：住建', 'find_unit 住建'],
    ['领导 何某', 'find_leader 何某'],
    ['板块 民生', 'find_section 民生'],
    ['逾期', 'find_overdue'],
    ['逾期 第3页', 'find_overdue 第3页'],
    ['逾期说明 14 用地未批', 'extension 14 用地未批'],
    ['滯後', 'find_lagging'],
    ['本周到期', 'find_this_week'],
    ['任务14', 'show_task 14'],
    ['任務：XH21-14', 'show_task XH21-14'],
    ['填报 14', 'report 14'],
    ['填報１４', 'report １４'],
    ['更新14 已开工3所', 'report 14 已开工3所'],
    ['填报', 'report'],
    ['无新增 14', 'nothing_new 14'],
    ['無新增14', 'nothing_new 14'],
    ['签收 14', 'acknowledge 14'],
    ['签收', 'acknowledge'],
    ['簽收第14項', 'acknowledge 第14項'],
    ['全部签收', 'acknowledge_all'],
    ['签收全部', 'acknowledge_all'],
    ['认领 123456', 'claim 123456'],
    ['绑定 区科技局', 'bind 区科技局'],
    ['我是 区科技局 联络员', 'bind 区科技局 联络员'],
    ['人员', 'people'],
    ['订阅 单位 区住建局', 'subscribe 单位 区住建局'],
    ['订阅全部', 'subscribe 全部'],
    ['訂閱列表', 'list_subscriptions'],
    ['退订 全部', 'unsubscribe 全部'],
    ['取消订阅 全部', 'unsubscribe 全部'],
    ['下发', 'dispatch'],
    ['下发 xh21', 'dispatch xh21'],
    ['试运行', 'trial_run'],
    ['确认导入', 'confirm_import'],
    ['確認導入！', 'confirm_import'],
    ['取消', 'cancel'],
    ['是', 'yes'],
    ['是的。', 'yes'],
    ['不是', 'no'],
    ['周报', 'weekly_report'],
    ['週報', 'weekly_report'],
    ['同意', 'agree'],
    ['不同意 人数太多', 'disagree 人数太多'],
    ['@_user_1 帮助', 'help'],
    ['/帮助', 'help'],
    ['14', 'show_task 14'],
    ['14 已开工3所', 'report 14 已开工3所'],
  ])('reads "%s" as %s', (text, expected) => {
    expect(parsed(text)).toBe(expected)
  })

  it.each([
    ['任务完成得怎么样了', '? 任务'],
    ['下发通知了吗', '?'],
    ['是不是搞错了', '?'],
    ['2021年3月完成', '?'],
    ['80%', '?'],
    ['', '?'],
    ['今天天气不错', '?'],
  ])('takes "%s" for no command', (text, expected) => {
    expect(parsed(text).startsWith('?')).toBe(true)
    if (expected === '?') expect(parsed(text)).toBe('?')
  })

  it.each([
    ['我得任务', '我的任务'],
    ['填抱 14', '填报 14'],
    ['确认倒入', '确认导入'],
    ['定阅列表', '订阅列表'],
    ['待我审理', '待我办理'],
  ])('suggests for "%s" %s first', (text, word) => {
    const result = parseCommand(text)
    expect(result.command === null && result.suggestions[0]).toBe(word)
  })

  it('knows each of its own words, whatever stands around them', () => {
    for (const [command, { words }] of Object.entries(commandTable)) {
      for (const word of words) {
        for (const text of [word, ` ${word}　`, `${word}。`, [...word].join(' ')]) {
          expect(parseCommand(text)).toEqual({ command, rest: '' })
        }
      }
    }
  })

  it('answers anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const result = parseCommand(text)
        if (result.command === null) expect(result.suggestions.length).toBeLessThanOrEqual(3)
        else expect(result.rest).toBe(result.rest.trim())
      }),
    )
  })
})

it('measures edits', () => {
  expect(editDistance('填抱', '填报')).toBe(1)
  expect(editDistance('', '周报')).toBe(2)
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a))
      expect(editDistance(a, a)).toBe(0)
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max([...a].length, [...b].length))
    }),
  )
})
