/** How each act of the table is tried. */
import { group } from './conversation.ts'
import { secondGroup } from './role-cast.ts'
import { presses, says, type Trial } from './role-trial.ts'
import { ofTheOffice } from './role-trials-of-the-office.ts'
import { onTasks } from './role-trials-on-tasks.ts'

const aboutOneself: readonly Trial[] = [
  { name: '帮助', acts: ['ask_help'], by: says('帮助'), shows: /您可以这样说/ },
  { name: '绑定', acts: ['identify_oneself'], by: says('绑定'), shows: /绑定|身份/ },
  {
    name: '请假代办',
    acts: ['entrust_oneself'],
    by: says('请假代办'),
    shows: /请假代办|身份/,
  },
  { name: '我的任务', acts: ['list_own'], by: says('我的任务'), shows: /我的任务|身份/ },
  {
    name: '订阅列表',
    acts: ['list_subscriptions'],
    by: says('订阅列表', group),
    shows: /订阅/,
  },
]

const inGroups: readonly Trial[] = [
  { name: '订阅 全部', acts: ['manage_subscriptions'], by: says('订阅 全部', group) },
  {
    name: '订阅全部',
    acts: ['manage_subscriptions'],
    by: presses({ action: 'subscription.create', filter: 'all' }, {}, group),
  },
  { name: '退订', acts: ['manage_subscriptions'], by: says('退订', secondGroup) },
]

export const trials: readonly Trial[] = [...aboutOneself, ...onTasks, ...ofTheOffice, ...inGroups]
