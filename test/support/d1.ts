import { readdirSync, readFileSync } from 'node:fs'
import type { D1Binding } from '../../db/d1.ts'

/**
 * In a Worker: runs statements on the binding that the request names. Miniflare's own proxy of a
 * binding blocks at each `prepare`, and under load it loses its place in its answers.
 */
export const runD1 = `
const runD1 = async (request, env) => {
  const { name, isBatch, statements } = await request.json()
  const prepared = statements.map(({ sql, parameters }) => env[name].prepare(sql).bind(...parameters))
  try {
    const answers = isBatch ? await env[name].batch(prepared) : [await prepared[0].all()]
    return Response.json({ answers: answers.map(({ results }) => ({ results })) })
  } catch (error) {
    return Response.json({ error: error.message })
  }
}`

type Statement = { readonly sql: string; readonly parameters: readonly unknown[] }
type Answers = { readonly answers: { results: unknown[] }[] } | { readonly error: string }

/** A D1 binding of the Worker that hands what comes to `url` to `runD1`. */
export function remoteD1(url: string, name = 'DB'): D1Binding {
  const run = async (statements: readonly Statement[], isBatch: boolean) => {
    const body = JSON.stringify({ name, isBatch, statements })
    const answer = (await (await fetch(url, { method: 'POST', body })).json()) as Answers
    if ('error' in answer) throw new Error(answer.error)
    return answer.answers
  }
  const bound = new WeakMap<object, Statement>()
  const statement = (sql: string, parameters: readonly unknown[]) => {
    if (parameters.includes(undefined)) throw new Error('D1 takes no undefined')
    const made = {
      bind: (...given: unknown[]) => statement(sql, given),
      all: async () => (await run([{ sql, parameters }], false))[0] ?? { results: [] },
    }
    bound.set(made, { sql, parameters })
    return made
  }
  return {
    prepare: (sql) => statement(sql, []),
    batch: (statements) =>
      run(
        statements.flatMap((one) => bound.get(one) ?? []),
        true,
      ),
  }
}

const folder = new URL('../../db/migrations/', import.meta.url)

/** Applies `db/migrations` to a D1 binding, as `wrangler d1 migrations apply` does. */
export async function migrateD1(binding: D1Binding): Promise<void> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  for (const name of files.sort()) {
    const script = readFileSync(new URL(name, folder), 'utf8').replaceAll(/^\s*--.*$/gm, '')
    const statements = script.split(';').filter((one) => one.trim() !== '')
    await binding.batch(statements.map((sql) => binding.prepare(sql)))
  }
}
