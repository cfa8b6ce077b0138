/** What a thumb does on a phone of 390 px, from the reminder to the stored report. */
import { describe, expect, it } from 'vitest'
import { atShanghai } from '../../src/domain/time.ts'
import { browserForTests } from '../support/browser.ts'
import { narrow, type OpenSandbox, openSandbox } from '../support/sandbox-browser.ts'

const browser = await browserForTests()

/** The plan is out, 高朗 is bound and has signed, and the day of the reminder has come. */
async function reminded(sandbox: OpenSandbox): Promise<void> {
  const { guide, presses, toast, card, call } = sandbox
  await guide('放入示例任务表')
  await presses(0, '确认导入')
  await presses(0, '下发')
  await presses(0, '确认下发')
  await toast(0, '已下发')
  await guide('换成高朗')
  await presses(0, '是')
  await toast(0, '已绑定')
  await presses(0, '全部签收（2 项）')
  await toast(0, '已签收 2 项')
  await call('clock', { to: atShanghai('2026-03-26', '09:30') })
  await card(0, '到期提醒').waitFor()
}

describe.skipIf(!browser)('on a phone', () => {
  it('takes three taps from the reminder to a stored report', { timeout: 120_000 }, async () => {
    if (!browser) return
    const sandbox = await openSandbox(browser, narrow)
    await reminded(sandbox)
    const { page, card, toast, server } = sandbox
    await page.evaluate(() => {
      const counted = window as unknown as { taps: number }
      counted.taps = 0
      window.addEventListener('pointerdown', () => {
        counted.taps += 1
      })
    })
    await card(0, '到期提醒').getByRole('button', { name: '填报', exact: true }).last().tap()
    const form = card(0, '主干道路提升行动')
    await form.getByRole('textbox', { name: /进展/ }).tap()
    await page.keyboard.type('已完成2条道路施工招标')
    await form.getByRole('button', { name: '提交', exact: true }).tap()
    await toast(0, '已提交，待审核')
    const taps = await page.evaluate(() => (window as unknown as { taps: number }).taps)
    const reports = await server.sender.deps.db.query
      .selectFrom('reports')
      .select('progress')
      .execute()
    process.stdout.write(`from the reminder to the stored report: ${taps} taps at 390 px\n`)
    expect(reports).toEqual([{ progress: '已完成2条道路施工招标' }])
    expect(taps).toBe(3)
  })
})
