import { expect, it } from 'vitest'
import { enqueue } from '../../db/outbox.ts'
import { insertPlan } from '../../db/plan-writes.ts'
import { findContent, purgeRows, sentMessages } from '../../db/purge-search.ts'
import { purgedMark } from '../../src/domain/purge.ts'
import { plan, task } from '../domain/samples.ts'
import type { Part } from './watched.ts'

const title = '把全区所有老旧小区的供水管网和排水管网在年内一并改造完成'
/** As long as that of a task without a file. */
const id = `${'3f2b8c1e-'.repeat(8)}end`
const near = `${'3f2b8c1e-'.repeat(8)}and`

const runs = Array.from({ length: 60 }, (_, n) => `甲乙丙丁戊己庚辛${n}`)

export const purgeQueries: Part = {
  subject: 'what is taken out',
  modules: [],
  ask: (asked) => {
    it('find a text longer than a pattern may be, and the messages about its task', async () => {
      const { db } = asked
      const tasks = [
        task({ id, seq: 1, title, milestones: [] }),
        task({ id: near, seq: 2, title: title.slice(0, 20), milestones: [] }),
        task({ id: 't3', seq: 3, title: `𠮷${'𠀀'.repeat(20)}`, milestones: [] }),
        // Of the runs of a long text it holds the last in one piece alone.
        task({
          id: 't4',
          seq: 4,
          title: `${runs.join('').replaceAll('庚', '庚-')}壬癸`,
          milestones: [],
        }),
      ]
      await db.atomic([
        ...insertPlan(db, { ...plan(), sourceDigest: 'digest' }, tasks, 1),
        ...[id, near].map((one) =>
          enqueue(
            db,
            one,
            { type: 'open_id', id: 'ou_a' },
            { kind: 'card', card: { taskId: one } },
            1,
          ),
        ),
      ])
      await db.query
        .updateTable('outbox')
        .set((eb) => ({ message_id: eb.ref('id') }))
        .execute()
      const found = await findContent(db, { kind: 'text', text: title })
      expect(found.map(({ row }) => row.id)).toEqual([id])
      expect(found.map(({ words }) => words)).toEqual([{ title: purgedMark }])
      expect((await sentMessages(db, found)).map(({ messageId }) => messageId)).toEqual([id])
      await db.atomic(purgeRows(db, found))
      expect(await findContent(db, { kind: 'text', text: title })).toEqual([])
      const rare = await findContent(db, { kind: 'text', text: `𠮷${'𠀀'.repeat(20)}` })
      expect(rare.map(({ row }) => row.id)).toEqual(['t3'])
      const long = await findContent(db, { kind: 'text', text: `${runs.join('，')}，壬癸` })
      expect(long.map(({ row }) => row.id)).toEqual(['t4'])
    })
  },
}
