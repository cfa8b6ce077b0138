import { type SqlBool, sql } from 'kysely'

/** D1 refuses a pattern of more than 50 bytes; a character has up to four. */
const mostCharacters = 12
const parts = new RegExp(`.{1,${mostCharacters}}`, 'gsu')
/** Of one piece, in that length: what is beyond tells no texts apart. */
const mostPatterns = 4

/** The beginning of a text that `LIKE` takes on every database, between its two `%`. */
export const likeable = (text: string): string => Array.from(text).slice(0, mostCharacters).join('')

/**
 * Whether a column holds a piece of a text, whatever its case, on which PostgreSQL insists. Its own
 * `%` and `_` stand for any one character. A long piece is looked for part by part.
 */
export function holds(column: string, piece: string) {
  // Only letters have a case; folding whole texts for Chinese words is time lost.
  const folded = /[a-z]/i.test(piece) ? sql`lower(${sql.ref(column)})` : sql.ref(column)
  const found = (piece.toLowerCase().match(parts) ?? [''])
    .slice(0, mostPatterns)
    .map((part) => sql`${folded} like ${`%${part.replace(/[%_\\]/g, '_')}%`}`)
  return sql<SqlBool>`(${sql.join(found, sql` and `)})`
}
