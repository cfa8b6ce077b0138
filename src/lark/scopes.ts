/** What the app must be granted, and what for (platform page §7.2): setup asks, doctor compares. */

type NeededScope = {
  /** Any one of them is enough; the first is the narrowest. */
  readonly anyOf: readonly [string, ...string[]]
  /** What does not work without it, in words for whoever sets the app up. */
  readonly why: string
  /** The rest works without it. */
  readonly isOptional?: true
}

export const neededScopes: readonly NeededScope[] = [
  { anyOf: ['im:message:send_as_bot', 'im:message'], why: '发送消息和卡片' },
  { anyOf: ['im:message.p2p_msg:readonly'], why: '接收私聊消息；没有它私聊没有输入框' },
  { anyOf: ['im:message.group_at_msg:readonly'], why: '接收群里 @ 机器人的消息' },
  { anyOf: ['im:message:readonly', 'im:message'], why: '下载发来的文件、核对消息是否送达' },
  { anyOf: ['im:resource', 'im:resource:upload'], why: '把导出的文件发到私聊' },
  { anyOf: ['im:chat:read', 'im:chat:readonly', 'im:chat'], why: '查看群的名称、群主、是否外部群' },
  { anyOf: ['im:chat.members:read'], why: '查看群成员人数' },
  { anyOf: ['im:chat.members:bot_access'], why: '知道机器人进群、退群' },
  {
    anyOf: ['contact:contact.base:readonly', 'contact:contact:readonly_as_app'],
    why: '读取通讯录，按姓名找人',
  },
  { anyOf: ['contact:user.base:readonly'], why: '读取姓名' },
  { anyOf: ['contact:user.department:readonly'], why: '读取所在部门，区分同名的人' },
  { anyOf: ['contact:user.employee:readonly'], why: '知道谁已离职' },
  { anyOf: ['contact:user.id:readonly'], why: '按手机号导入人员表' },
  {
    anyOf: ['contact:user.phone:readonly'],
    why: '电话督办里显示手机号；属敏感权限，可以不开通',
    isOptional: true,
  },
  { anyOf: ['contact:department.base:readonly'], why: '读取部门名称' },
  { anyOf: ['contact:department.organize:readonly'], why: '读取部门的上下级' },
]

/** What of it is not among the granted ones. */
export const missingScopes = (granted: readonly string[]): readonly NeededScope[] =>
  neededScopes.filter(({ anyOf }) => !anyOf.some((scope) => granted.includes(scope)))
