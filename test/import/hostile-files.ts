import { bombs } from './hostile/bombs.ts'
import { broken } from './hostile/broken.ts'
import { disguised } from './hostile/disguised.ts'
import { pages } from './hostile/pages.ts'
import { pdfs } from './hostile/pdfs.ts'
import { sheets } from './hostile/sheets.ts'

/** A file that means harm or is broken, and what it must be answered with. */
export type HostileFile = {
  readonly kind: string
  readonly name: string
  readonly make: () => Uint8Array
  /** Words of the refusal; `read`: it is harmless and read as text. */
  readonly answer: RegExp | 'read'
}

/** Files that must be refused in words within 2 s, or read as text, while the server goes on. */
export const hostileFiles: readonly HostileFile[] = [
  ...broken,
  ...disguised,
  ...bombs,
  ...sheets,
  ...pages,
  ...pdfs,
]
