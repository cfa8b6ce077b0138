import { z } from 'zod'

// The platform adds fields without notice and leaves out those whose scope is missing:
// unknown ones are dropped, and only what a handler cannot do without is required.

export const text = z.string().nullish()

/** Most times are strings; the menu's is a number. */
export const time = z.union([z.string(), z.number()]).nullish()

/** `user_id` comes only with the scope for employee ids (§3). */
export const userId = z.object({ open_id: text, union_id: text, user_id: text })
