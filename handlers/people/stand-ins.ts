/** 请假代办: a colleague does the work until a day. */
import { audit } from '../../db/audit.ts'
import { endStandIn, setStandIn } from '../../db/stand-ins.ts'
import { chineseDate, shanghaiDate } from '../../src/domain/time.ts'
import { answerNotice } from '../answers.ts'
import type { CommandHandler } from '../types.ts'
import { entrust, mayEntrust, strangers } from './entrust.ts'
import { type ActKind, entryOf, nameAndUnit, refused } from './person-act.ts'

export const standInAct: ActKind<'stand_in'> = {
  purpose: async ({ openId, untilOn }, deps) => {
    const from = await entryOf(openId, deps)
    return (
      from && {
        title: `请假代办 · 到${chineseDate(untilOn)}`,
        words: `请假代办 至${chineseDate(untilOn)}`,
        unit: from.units[0] ?? null,
        name: '',
      }
    )
  },
  perform: async ({ openId, untilOn }, doing, deps) => {
    const title = '请假代办'
    const at = deps.clock.now()
    const today = shanghaiDate(at)
    if (doing.person.openId === openId) return refused(title, '请选择另一个人。')
    if (untilOn < today) return refused(title, '代办的最后一天已经过去。')
    if (!(await mayEntrust(openId, doing, deps))) return refused(title, strangers)
    const id = deps.newId()
    const standIn = {
      id,
      openId,
      standInId: doing.person.openId,
      fromOn: today,
      untilOn,
      by: doing.by,
      at,
    }
    return {
      title: `${title} · 到${chineseDate(untilOn)}`,
      lines: [
        `${nameAndUnit(doing.person)}代办到${chineseDate(untilOn)}，期间的提醒发给其本人，您仍可办理。`,
        '提前回来请发送：请假代办 取消',
      ],
      tone: 'success',
      writes: [
        audit(deps.db, {
          subject: `stand-in:${id}`,
          version: 1,
          type: 'stand-in.set',
          actor: doing.by,
          at,
          via: doing.via,
          after: standIn,
        }),
        ...setStandIn(deps.db, standIn),
        ...entrust(doing.person.openId, id, { how: 'stand_in', fromId: openId, untilOn }, deps),
      ],
    }
  },
}

/** 请假代办 取消 */
export const cancelStandIn: CommandHandler = async (said, deps) => {
  const at = deps.clock.now()
  return [
    audit(deps.db, {
      subject: `stand-in-of:${said.speaker}:${said.key}`,
      version: 1,
      type: 'stand-in.ended',
      actor: said.speaker,
      at,
      via: said.key,
    }),
    ...endStandIn(deps.db, said.speaker, at),
    ...answerNotice(
      said,
      { title: '请假代办 · 已取消', lines: ['提醒恢复发给您本人。'], tone: 'success' },
      deps,
    ),
  ]
}
