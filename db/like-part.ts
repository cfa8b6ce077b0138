/** `LIKE` for a piece of a text: its own `%` and `_` stand for any one character. */
export const likePart = (piece: string): string => `%${piece.replace(/[%_\\]/g, '_')}%`
