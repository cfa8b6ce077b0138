import type { Browser } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { formValues, pressables } from '../../src/sandbox/platform/card-form.ts'
import { browserForTests } from '../support/browser.ts'
import { element, openCard, plain } from './card-stage.ts'

const browser = await browserForTests()
afterAll(() => browser?.close())

const option = (words: string, value: string) => ({ text: plain(words), value })
const submit = {
  tag: 'button',
  text: plain('提交'),
  name: 'send',
  form_action_type: 'submit',
  behaviors: [{ type: 'callback', value: { a: 1 } }],
}
const form = (...fields: readonly object[]) =>
  element({ tag: 'form', name: 'f', elements: [...fields, submit] })

const every = form(
  { tag: 'input', name: 'short', label: plain('完成进度'), required: true },
  {
    tag: 'input',
    name: 'long',
    label: plain('进展情况'),
    input_type: 'multiline_text',
    max_length: 10,
    default_value: '已开工',
  },
  {
    tag: 'select_static',
    name: 'one',
    placeholder: plain('选一个'),
    options: [option('甲', 'a'), option('乙', 'b')],
    initial_index: 2,
  },
  {
    tag: 'multi_select_static',
    name: 'many',
    required: false,
    placeholder: plain('选几个'),
    options: [option('丙', 'c'), option('丁', 'd')],
    selected_values: ['c'],
  },
  { tag: 'select_person', name: 'who', placeholder: plain('选人') },
  { tag: 'date_picker', name: 'day', placeholder: plain('选日期'), initial_date: '2026-03-02' },
  { tag: 'picker_time', name: 'time', placeholder: plain('选时间') },
  { tag: 'picker_datetime', name: 'at', placeholder: plain('选时刻') },
  { tag: 'checker', name: 'sure', text: plain('属实') },
)

describe.skipIf(!browser)('a form in the page', () => {
  it('sends what was filled in, as the emulator takes it', async () => {
    const { page, card, acts, errors } = await openCard(browser as Browser, every)
    await card.getByLabel('完成进度').fill('80')
    await card.getByLabel('进展情况').fill('主体结构封顶，超过了十个字')
    expect(await card.getByText('10/10').isVisible()).toBe(true)
    await card.getByLabel('选一个').selectOption({ label: '甲' })
    await card.getByLabel('选几个').click()
    await card.getByLabel('丁').check()
    await card.getByLabel('丙').uncheck()
    await card.getByLabel('选人').selectOption({ label: '李四' })
    await card.getByLabel('选日期').fill('2026-04-01')
    await card.getByLabel('选时间').fill('09:30')
    await card.getByLabel('选时刻').fill('2026-04-02T10:00')
    await card.getByText('属实').click()
    await card.getByRole('button', { name: '提交' }).click()
    const [act] = await acts()
    const filled = act?.kind === 'press' ? act.formValues : undefined
    expect(filled).toEqual({
      short: '80',
      long: '主体结构封顶，超过了',
      one: 'a',
      many: ['d'],
      who: 'ou_li',
      day: '2026-04-01',
      time: '09:30',
      at: '2026-04-02 10:00',
      sure: true,
    })
    const sent = formValues(pressables(every)[0]?.form ?? {}, filled ?? {}, ['ou_zhang', 'ou_li'])
    expect(sent).toMatchObject({ many: ['d'], day: '2026-04-01 +0800', time: '09:30 +0800' })
    expect(errors).toEqual([])
    await page.close()
  })

  it('marks what is missing and sends nothing', async () => {
    const card = form(
      { tag: 'input', name: 'a', label: plain('进展'), required: true },
      {
        tag: 'select_static',
        name: 'b',
        required: true,
        placeholder: plain('比例'),
        options: [option('五成', '50')],
      },
    )
    const stage = await openCard(browser as Browser, card)
    await stage.card.getByRole('button', { name: '提交' }).click()
    expect(await stage.acts()).toEqual([])
    expect(await stage.card.getByRole('alert').allInnerTexts()).toEqual(['请填写', '请选择'])
    const field = stage.card.getByLabel('进展')
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    expect(await field.getAttribute('aria-describedby')).toBe(
      await stage.card.getByText('请填写').getAttribute('id'),
    )
    await field.fill('已开工')
    expect(await stage.card.getByRole('alert').allInnerTexts()).toEqual(['请选择'])
    await stage.card.getByLabel('比例').selectOption('50')
    await stage.card.getByRole('button', { name: '提交' }).click()
    expect(await stage.acts()).toEqual([
      { kind: 'press', button: 0, formValues: { a: '已开工', b: '50' } },
    ])
    await stage.page.close()
  })

  it('keeps what was typed while the card stays, and loses it when the card is redrawn', async () => {
    const stage = await openCard(browser as Browser, every)
    const field = stage.card.getByLabel('完成进度')
    await field.fill('八成')
    await stage.card.getByRole('button', { name: '提交' }).click()
    await stage.answer()
    await stage.card.locator('[aria-busy=true]').waitFor({ state: 'detached' })
    expect(await field.inputValue()).toBe('八成')
    await stage.show({ ...every, header: { title: plain('新的') } })
    await stage.card.getByText('新的').waitFor()
    expect(await field.inputValue()).toBe('')
    await stage.page.close()
  })

  it('goes back to the start with a reset button', async () => {
    const reset = { tag: 'button', name: 'r', text: plain('重填'), form_action_type: 'reset' }
    const field = { tag: 'input', name: 'a', label: plain('进展'), default_value: '原' }
    const stage = await openCard(browser as Browser, form(field, reset))
    await stage.card.getByLabel('进展').fill('改')
    await stage.card.getByRole('button', { name: '重填' }).click()
    expect(await stage.card.getByLabel('进展').inputValue()).toBe('原')
    expect(await stage.acts()).toEqual([])
    await stage.page.close()
  })

  it('sends a choice outside a form at once, named as the emulator finds it', async () => {
    const card = element(
      { tag: 'select_static', placeholder: plain('选一个'), options: [option('甲', 'a')] },
      { tag: 'input', name: 'word', placeholder: plain('搜索') },
    )
    const stage = await openCard(browser as Browser, card)
    await stage.card.getByLabel('选一个').selectOption('a')
    await stage.answer()
    await stage.card.getByLabel('搜索').fill('水利')
    await stage.page.keyboard.press('Enter')
    expect(await stage.acts()).toEqual([
      { kind: 'choose', field: '选一个', value: 'a' },
      { kind: 'choose', field: 'word', value: '水利' },
    ])
    await stage.page.close()
  })
})
