import type { Database } from '../../db/database.ts'

/** Some of the modules of `db/` and what is asked of them: one database, in this order. */
export type Part = {
  readonly subject: string
  readonly modules: readonly object[]
  readonly ask: (asked: { readonly db: Database }) => void
}

const unusedOf = new WeakMap<object, Set<string>>()

/** The module, noting which of its functions are used. */
export function watched<Module extends object>(module: Module): Module {
  const functions = Object.entries(module).filter(([, value]) => typeof value === 'function')
  const unused = new Set(functions.map(([name]) => name))
  const seen = new Proxy(
    { ...module },
    {
      get: (target, key) => {
        unused.delete(String(key))
        return Reflect.get(target, key)
      },
    },
  )
  unusedOf.set(seen, unused)
  return seen
}

/** Functions of a watched module that nobody used. */
export const unused = (module: object): readonly string[] => [...(unusedOf.get(module) ?? [])]
