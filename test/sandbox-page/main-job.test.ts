import { describe, expect, it } from 'vitest'
import { browserForTests } from '../support/browser.ts'
import { narrow, type OpenSandbox, openSandbox, wide } from '../support/sandbox-browser.ts'

const browser = await browserForTests()

async function importAndDispatch({ guide, presses, toast, card }: OpenSandbox) {
  await guide('放入示例任务表')
  await presses(0, '确认导入')
  await toast(0, '已导入为草案')
  await presses(0, '下发')
  await presses(0, '确认下发')
  await toast(0, '已下发')
  await card(0, '已下发').waitFor()
}

async function report({ guide, presses, toast, phone, card }: OpenSandbox) {
  await guide('换成高朗')
  await presses(0, '是')
  await toast(0, '已绑定')
  await presses(0, '全部签收（2 项）')
  await toast(0, '已签收 2 项')
  await guide('说“填报 5”')
  const form = card(0, '主干道路提升行动')
  await form
    .getByRole('textbox', { name: /进度|百分|完成/ })
    .first()
    .fill('20')
  await form.getByRole('textbox', { name: /进展/ }).fill('已完成2条道路施工招标')
  await presses(0, '提交')
  await toast(0, '已提交，待审核')
  await phone(0).getByText('待审').first().waitFor()
}

async function digest({ page, goes, guide, presses, toast, card }: OpenSandbox) {
  if (page.viewportSize()?.width === narrow.width) await goes('贺明远')
  await guide('说“你好”')
  await presses(1, '是')
  await toast(1, '已绑定')
  await guide('时间走到下周一')
  await card(1, '牵头任务周报').waitFor()
}

async function subscribe({ guide, presses, toast, card }: OpenSandbox) {
  await guide('把机器人加入群')
  await guide('说“订阅 全部”')
  await guide('换成林督查')
  await presses(0, '同意')
  await toast(0, '已同意')
  await card(2, '已生效').waitFor()
  await guide('时间走到下周一')
  await card(2, '周报').waitFor()
}

describe.skipIf(!browser)('the main job on the page', () => {
  it.each([
    ['a phone', narrow],
    ['a desk', wide],
  ])(
    'from the table to the digests on %s, by the guide',
    async (_, size) => {
      if (!browser) return
      const sandbox = await openSandbox(browser, size)
      await importAndDispatch(sandbox)
      await report(sandbox)
      await digest(sandbox)
      await subscribe(sandbox)
      expect(await sandbox.page.locator('.guide-strip .done').count()).toBe(6)
      expect(sandbox.errors).toEqual([])
      expect(sandbox.elsewhere).toEqual([])
    },
    120_000,
  )
})
