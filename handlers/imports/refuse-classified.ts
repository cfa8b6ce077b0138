import { noticeCard } from '../../cards/notice.ts'
import { forgetEvent } from '../../db/inbox.ts'
import { classifiedMessage } from '../../src/import/secrecy.ts'
import type { Deps } from '../../src/ports.ts'
import { answer } from '../answers.ts'
import type { Said, Writes } from '../types.ts'

export const classifiedCard = () =>
  noticeCard({ title: '涉密内容不能在这里处理', lines: [classifiedMessage], tone: 'error' })

/** A file's name or a message carries a classification mark: nothing of it is kept (design §14). */
export const refuseClassified = (said: Said, deps: Deps): Writes => [
  forgetEvent(deps.db, said.key),
  ...answer(said, classifiedCard(), deps),
]
