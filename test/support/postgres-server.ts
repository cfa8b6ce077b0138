import { randomBytes } from 'node:crypto'
import pg from 'pg'

const server = 'postgres://postgres@127.0.0.1:5432/test'

/**
 * Whether the test server answers. Where it does not, what needs it is skipped with a line that
 * says so; in CI that is a failure.
 */
export async function isPostgresThere(): Promise<boolean> {
  try {
    await asAdmin('SELECT 1')
    return true
  } catch (error) {
    if (process.env.CI === 'true') throw new Error(`no PostgreSQL at ${server}`, { cause: error })
    process.stdout.write(`skipped: no PostgreSQL answers at ${server}\n`)
    return false
  }
}

/** A schema of its own. @returns its name, and the URL of a database that looks empty */
export async function createSchema(): Promise<{ readonly schema: string; readonly url: string }> {
  const schema = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(`CREATE SCHEMA ${schema}`)
  const url = `${server}?options=${encodeURIComponent(`-c search_path=${schema}`)}`
  return { schema, url }
}

export const dropSchema = (schema: string) => asAdmin(`DROP SCHEMA ${schema} CASCADE`)

/** One statement as the test server's own user. */
export async function asAdmin(statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 2000 })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
