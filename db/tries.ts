/** How often a row was taken, this time included, and how many of the times before it failed. */
export type Tries = { readonly attempts: number; readonly failures: number }

/** An event or a piece of work that fails is run at most this often, then put aside (design §12). */
const maxFailures = 5

/**
 * Tries that nobody saw the end of: the process was killed, or the row ended it. Each of them was
 * the only one under way, so that no row is put aside for the sake of another.
 */
const maxDeaths = 10

/** Whether the row has to be put aside without another try. */
export const diedTooOften = ({ attempts, failures }: Tries): boolean =>
  attempts - 1 - failures >= maxDeaths

/** Whether a failure now is the last one. */
export const isLastFailure = (tries: Tries): boolean =>
  diedTooOften(tries) || tries.failures + 1 >= maxFailures
