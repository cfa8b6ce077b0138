/** D1 refuses a pattern of more than 50 bytes; a character of the usual planes has up to three. */
const mostCharacters = 16

/** The beginning of a text that `LIKE` takes on every database, between its two `%`. */
export const likeable = (text: string): string =>
  text.slice(0, mostCharacters).replace(/[\uD800-\uDBFF]$/, '')

/** `LIKE` for a piece of a text: its own `%` and `_` stand for any one character. */
export const likePart = (piece: string): string => `%${piece.replace(/[%_\\]/g, '_')}%`
