import { z } from 'zod'

const id = z.string().min(1).max(80)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const page = z.int().min(1)

/** What is done with a person once it is known which: the one place where people are picked. */
export const PersonAct = z.discriminatedUnion('kind', [
  /** The account is the printed person, or acts for the unit. */
  z.object({ kind: z.literal('bind'), partyId: id }),
  z.object({
    kind: z.literal('post'),
    unitId: id,
    post: z.enum(['signer', 'liaison', 'head', 'member']),
  }),
  /** The printed name means this person on tasks of a unit, or on one task. */
  z.object({ kind: z.literal('namesake'), printedId: id, scope: id }),
  z.object({ kind: z.literal('stand_in'), openId: id, untilOn: day }),
  z.object({ kind: z.literal('hand_over'), fromId: id, fromOn: day }),
  z.object({ kind: z.literal('pass_on'), taskId: id }),
])
export type PersonAct = z.infer<typeof PersonAct>

export const peopleActions = [
  /** Opens the picker. */
  z.object({ action: z.literal('person.ask'), act: PersonAct }),
  /** The picker's form. */
  z.object({ action: z.literal('person.pick'), act: PersonAct }),
  z.object({ action: z.literal('person.choose'), act: PersonAct, openId: id }),
  z.object({ action: z.literal('post.grant'), postId: id }),
  z.object({ action: z.literal('post.refuse'), postId: id }),
  z.object({ action: z.literal('handover.agree'), handoverId: id }),
  z.object({ action: z.literal('handover.refuse'), handoverId: id }),
  z.object({ action: z.literal('entrust.submit'), how: z.enum(['stand_in', 'handover']) }),
  z.object({ action: z.literal('people.page'), page }),
  /** From another card: the list comes as a card of its own. */
  z.object({ action: z.literal('people.show') }),
  z.object({ action: z.literal('staff.commit'), listId: id }),
  z.object({ action: z.literal('staff.cancel'), listId: id }),
  z.object({ action: z.literal('staff.page'), listId: id, page }),
  z.object({ action: z.literal('staff.pick'), listId: id, row: z.int().min(0), openId: id }),
] as const

/** The form of 请假代办 and 移交. A picked date arrives with its offset: `2026-09-30 +0800`. */
export const EntrustForm = z.object({
  person: z.string().min(1).max(80).nullish(),
  day: z
    .string()
    .nullish()
    .transform((picked) => picked?.slice(0, 10) ?? ''),
})

/** The form of the picker. */
export const PersonForm = z.object({ person: z.string().min(1).max(80).nullish() })
