/** 导入人员表: the office announces or drops a list of staff, and it is read. */
import { readDirectory } from '../../db/directory.ts'
import { forgetEvent } from '../../db/inbox.ts'
import { enqueue } from '../../db/outbox.ts'
import { type StaffList, saveStaffList } from '../../db/staff-lists.ts'
import { forgetQuestion, questionOf, rememberQuestion } from '../../db/stand-ins.ts'
import { forgetWork } from '../../db/work.ts'
import { matchStaff } from '../../src/domain/staff-list.ts'
import { dayMs } from '../../src/domain/time.ts'
import { LarkError } from '../../src/lark/errors.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answerNotice, asContent } from '../answers.ts'
import { classifiedCard } from '../imports/refuse-classified.ts'
import { download, refuseFile, SentFile } from '../imports/sent-file.ts'
import type { CommandHandler, WorkHandler } from '../types.ts'

const listWords = /人员表|人员名单|人员信息|通讯录|花名册|联络员|审签人/

const taskWords = /任务|分解|分工|进展|清单|计划/

/** Whether a file is a staff list: it was announced, or its name says so. */
export async function isStaffList(openId: string, fileName: string, deps: Deps): Promise<boolean> {
  if (listWords.test(fileName) && !taskWords.test(fileName)) return true
  const asked = await questionOf(deps.db, openId, deps.clock.now() - dayMs / 24)
  return (asked as { kind?: unknown } | undefined)?.kind === 'staff_list'
}

/** 导入人员表: the next file of this member is one. */
export const sayStaffList: CommandHandler = async (said, deps) => {
  if (!(await isAllowed(deps.db, said.speaker, 'manage_people'))) {
    const lines = ['只有督查室可以导入人员表。']
    return answerNotice(said, { title: '导入人员表', lines, tone: 'warning' }, deps)
  }
  const lines = [
    '请把人员表发给我（Excel、Word 或 CSV），一小时内有效。',
    '表头要有“单位”“姓名”，最好有“岗位”（联络员、审签人、负责人）和“手机号”。',
    '先按手机号、再按单位和姓名对上账号，您确认后一次绑定。',
  ]
  return [
    ...rememberQuestion(deps.db, said.speaker, { kind: 'staff_list' }, deps.clock.now()),
    ...answerNotice(said, { title: '导入人员表 · 请发文件', lines, tone: 'info' }, deps),
  ]
}

/** The job: read it apart, ask the platform for the mobiles, answer with the preview. */
export const readStaffFile: WorkHandler = async (payload, workId, deps) => {
  const file = SentFile.parse(payload)
  const downloaded = await download(file, workId, deps)
  if ('refused' in downloaded) return downloaded.refused
  const read = await deps.documents.staffList(downloaded.bytes, file.fileName)
  const to = { type: 'open_id', id: file.openId } as const
  const at = deps.clock.now()
  if (!read.ok && read.reason === 'classified') {
    return [
      forgetWork(deps.db, workId),
      forgetEvent(deps.db, file.messageId),
      enqueue(deps.db, `refused:${workId}`, to, asContent(classifiedCard()), at),
    ]
  }
  if (!read.ok) return refuseFile(file, workId, '没有读出人员表', read.message, deps)
  const mobiles = read.rows.flatMap(({ mobile }) => mobile ?? [])
  const [directory, byMobile] = await Promise.all([
    readDirectory(deps.db),
    accountsOf([...new Set(mobiles)], deps),
  ])
  const list: StaffList = {
    id: `staff-${workId}`.slice(0, 80),
    openId: file.openId,
    fileName: file.fileName,
    rows: matchStaff(read.rows, directory, byMobile),
    state: 'waiting',
    createdAt: at,
    version: 1,
  }
  return [
    ...forgetQuestion(deps.db, file.openId),
    ...saveStaffList(deps.db, list),
    enqueue(deps.db, `staff:${list.id}`, to, { kind: 'staff_list', listId: list.id }, at),
  ]
}

/** Without the right to look up mobiles, names and units have to do. */
async function accountsOf(
  mobiles: readonly string[],
  deps: Deps,
): Promise<ReadonlyMap<string, string>> {
  try {
    return await deps.larkRead.openIdsByMobile(mobiles)
  } catch (error) {
    if (!(error instanceof LarkError)) throw error
    deps.log('staff.mobiles-unread', { code: error.code })
    return new Map()
  }
}
