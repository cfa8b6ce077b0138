import type { Browser } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { hostile } from '../../cards/gallery/samples.ts'
import { escapeMarkdown } from '../../cards/kit.ts'
import { findPressable, pressables } from '../../src/sandbox/platform/card-form.ts'
import { browserForTests } from '../support/browser.ts'
import { element, openCard, plain } from './card-stage.ts'

const browser = await browserForTests()
afterAll(() => browser?.close())

const withCard = async (
  card: unknown,
  run: (stage: Awaited<ReturnType<typeof openCard>>) => Promise<void>,
) => {
  const stage = await openCard(browser as Browser, card)
  await run(stage)
  await stage.page.close()
}

const callback = { behaviors: [{ type: 'callback', value: { a: 1 } }] }
const button = (words: string, more: object = {}) => ({
  tag: 'button',
  text: plain(words),
  ...callback,
  ...more,
})
const submit = button('提交', { name: 'send', form_action_type: 'submit' })

describe.skipIf(!browser)('a card in the page', () => {
  it("shows people's text literally", () =>
    withCard(
      element(
        { tag: 'markdown', content: escapeMarkdown(hostile) },
        { tag: 'div', text: plain(hostile) },
      ),
      async ({ card, errors }) => {
        const shown = hostile.replaceAll('\u0007', '')
        for (const part of await card.locator('.card-element').all())
          expect((await part.innerText()).replaceAll('\u0007', '')).toContain(shown)
        expect(await card.locator('a, img, script, .card-at, strong, em, code').count()).toBe(0)
        expect(errors).toEqual([])
      },
    ))

  it('says what it does not know, with tag and path', () =>
    withCard(
      element({
        tag: 'column_set',
        columns: [{ tag: 'column', elements: [{ tag: 'marquee', content: '走' }] }],
      }),
      async ({ card }) => {
        const box = card.getByRole('alert')
        expect(await box.innerText()).toContain('marquee')
        expect(await box.innerText()).toContain('body.elements[0].columns[0].elements[0]')
      },
    ))

  it('says which rule a card breaks, also inside a folded panel', () =>
    withCard(
      {
        ...element({
          tag: 'collapsible_panel',
          header: { title: plain('题') },
          elements: [{ tag: 'div', text: plain('文'), colour: 'red' }],
        }),
        config: { update_multi: false },
      },
      async ({ card }) => {
        const said = (await card.getByRole('alert').allInnerTexts()).join('\n')
        expect(said).toContain('config.update_multi')
        expect(said).toContain('unknown property colour')
        expect(await card.getByText('文', { exact: true }).isVisible()).toBe(true)
      },
    ))

  it('names what was pressed as the emulator counts', async () => {
    const all = element(
      button('一'),
      {
        tag: 'collapsible_panel',
        expanded: true,
        header: { title: plain('题') },
        elements: [button('二')],
      },
      {
        tag: 'column_set',
        columns: [{ tag: 'column', elements: [button('三')] }],
      },
      {
        tag: 'overflow',
        options: [
          { text: plain('四'), value: 'd' },
          { text: plain('五'), value: 'e' },
        ],
      },
      { tag: 'interactive_container', ...callback, elements: [{ tag: 'div', text: plain('六') }] },
      { tag: 'checker', text: plain('七'), ...callback },
      { tag: 'form', name: 'f', elements: [{ ...submit, text: plain('八') }] },
    )
    await withCard(all, async ({ page, card, acts, answer }) => {
      const words = ['一', '二', '三', '四', '五', '六', '七', '八']
      for (const word of words) {
        if (word === '四' || word === '五') await card.getByLabel('更多操作').click()
        await card.getByText(word, { exact: true }).click()
        await answer()
      }
      const done = await acts()
      expect(done.map((act) => act.kind === 'press' && act.button)).toEqual(words.map((_, n) => n))
      for (const [n, word] of words.entries()) expect(findPressable(all, n).label).toBe(word)
      expect(pressables(all)).toHaveLength(words.length)
      await page.close()
    })
  })

  it('waits for the answer and does not press twice', () =>
    withCard(element(button('签收'), button('别的')), async ({ card, acts, answer }) => {
      const first = card.getByRole('button', { name: '签收' })
      await first.dblclick()
      await card.getByRole('button', { name: '别的' }).click()
      expect(await first.getAttribute('aria-busy')).toBe('true')
      expect(await acts()).toEqual([{ kind: 'press', button: 0 }])
      await answer()
      await card.locator('[aria-busy=true]').waitFor({ state: 'detached' })
      await first.click()
      expect(await acts()).toHaveLength(2)
    }))

  it('asks back before it sends, where the card wants it', () =>
    withCard(
      element(button('删除', { confirm: { title: plain('确认删除？'), text: plain('不能撤回') } })),
      async ({ page, card, acts }) => {
        const first = card.getByRole('button', { name: '删除' })
        await first.click()
        const dialog = page.getByRole('dialog')
        expect(await dialog.innerText()).toContain('不能撤回')
        await dialog.getByRole('button', { name: '取消' }).click()
        expect(await acts()).toEqual([])
        await first.click()
        await dialog.getByRole('button', { name: '确定' }).click()
        expect(await acts()).toEqual([{ kind: 'press', button: 0 }])
      },
    ))

  it('does not press what is disabled, and opens links by itself', () =>
    withCard(
      element(button('停用', { disabled: true }), {
        tag: 'button',
        text: plain('打开'),
        behaviors: [{ type: 'open_url', default_url: 'https://a.example/x' }],
      }),
      async ({ card, acts }) => {
        await card.getByRole('button', { name: '停用' }).click({ force: true })
        expect(await acts()).toEqual([])
        const link = card.getByRole('link', { name: '打开' })
        expect(await link.getAttribute('href')).toBe('https://a.example/x')
      },
    ))

  it('folds and unfolds by keyboard', () =>
    withCard(
      element({
        tag: 'collapsible_panel',
        header: { title: plain('全部节点') },
        elements: [{ tag: 'div', text: plain('里面') }],
      }),
      async ({ page, card }) => {
        const head = card.getByRole('button', { name: '全部节点' })
        expect(await head.getAttribute('aria-expanded')).toBe('false')
        expect(await card.getByText('里面').isVisible()).toBe(false)
        await head.focus()
        await page.keyboard.press('Enter')
        expect(await head.getAttribute('aria-expanded')).toBe('true')
        expect(await card.getByText('里面').isVisible()).toBe(true)
      },
    ))

  it('pages a table, with every kind of cell', () =>
    withCard(
      element({
        tag: 'table',
        page_size: 5,
        columns: [
          { name: 't', display_name: '任务' },
          { name: 's', display_name: '状态', data_type: 'options' },
          {
            name: 'p',
            display_name: '金额',
            data_type: 'number',
            format: { precision: 2, symbol: '¥', separator: true },
          },
          { name: 'u', display_name: '负责人', data_type: 'persons' },
          { name: 'd', display_name: '期限', data_type: 'date', date_format: 'YYYY-MM-DD' },
          { name: 'm', display_name: '说明', data_type: 'lark_md' },
        ],
        rows: Array.from({ length: 12 }, (_, n) => ({
          t: `第${n + 1}项`,
          s: [{ text: '逾期', color: 'red' }],
          p: 1234.5,
          u: ['ou_zhang'],
          d: Date.parse('2026-03-31T00:00:00+08:00'),
          m: '**粗**',
        })),
      }),
      async ({ page, card, errors }) => {
        expect(await card.locator('tbody tr').count()).toBe(5)
        const first = await card.locator('tbody tr').first().innerText()
        for (const word of ['第1项', '逾期', '¥1,234.50', '张三', '2026-03-31', '粗'])
          expect(first).toContain(word)
        await card.getByRole('button', { name: '下一页' }).click()
        await card.getByRole('button', { name: '下一页' }).click()
        expect(await card.getByText('第 3 页，共 3 页').isVisible()).toBe(true)
        expect(await card.locator('tbody tr').count()).toBe(2)
        expect(await card.getByRole('button', { name: '下一页' }).isDisabled()).toBe(true)
        const scrolls = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(scrolls).toBeLessThanOrEqual(390)
        expect(errors).toEqual([])
      },
    ))
})
