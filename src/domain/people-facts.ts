/** All that is known of who stands for whom. */
import type { IsoDate } from './draft-plan.ts'

/** 审签人 联络员 负责人 成员 */
export type Post = 'signer' | 'liaison' | 'head' | 'member'

/** All that is known of who stands for whom. Times are epoch ms, dates Shanghai's, both ends in. */
export type PeopleFacts = {
  readonly bindings: readonly {
    readonly partyId: string
    readonly openId: string
    readonly at: number
  }[]
  readonly posts: readonly {
    readonly unitId: string
    readonly post: Post
    readonly openId: string
    readonly fromOn: IsoDate
    readonly untilOn: IsoDate | null
    readonly at: number
  }[]
  readonly standIns: readonly {
    readonly openId: string
    readonly standInId: string
    readonly fromOn: IsoDate
    readonly untilOn: IsoDate
  }[]
  /** In the order in which they take effect. */
  readonly handovers: readonly {
    readonly fromId: string
    readonly toId: string
    readonly fromOn: IsoDate
    readonly at: number
  }[]
  readonly passes: readonly {
    readonly taskId: string
    readonly fromId: string
    readonly toId: string
  }[]
  readonly aliases: readonly { readonly name: string; readonly unitId: string }[]
  readonly changes: readonly {
    readonly unitId: string
    readonly successorId: string
    readonly fromOn: IsoDate
    readonly isMain: boolean
  }[]
  readonly groups: readonly { readonly groupId: string; readonly unitId: string }[]
  readonly namesakes: readonly {
    readonly printedId: string
    /** A unit's id, or `task:` and a task's id. */
    readonly scope: string
    readonly partyId: string
  }[]
  /** Accounts of people who left. */
  readonly resigned: readonly string[]
}
