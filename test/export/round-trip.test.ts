import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventedKinds, inventedPlan } from './invented.ts'
import { compare, printed, readAgain } from './round-trip.ts'

describe('a plan that was printed and read again', () => {
  describe.each(inventedKinds)('%s', (kind) => {
    it.each(['word', 'excel'] as const)(
      'is the same from %s',
      { timeout: 60_000 },
      async (format) => {
        await fc.assert(
          fc.asyncProperty(inventedPlan(kind), async (draft) => {
            const again = await readAgain(await printed(draft, format), format, draft)
            expect(compare(draft, again).differing).toEqual([])
          }),
          { numRuns: 15 },
        )
      },
    )
  })
})
