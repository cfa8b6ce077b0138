import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll } from 'vitest'

const server = 'postgres://postgres@127.0.0.1:5432/test'

/**
 * Whether the test server answers. Where it does not, the tests that need it are skipped with a
 * line that says so; in CI that is a failure.
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

/**
 * A schema of its own, dropped after the test file.
 * @returns the URL of a database that looks empty
 */
export async function emptyPostgres(): Promise<string> {
  const schema = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(`CREATE SCHEMA ${schema}`)
  schemas.push(schema)
  return `${server}?options=${encodeURIComponent(`-c search_path=${schema}`)}`
}

const schemas: string[] = []

/** Call it once in each file that opens schemas. */
export function dropSchemasAfterwards(): void {
  afterAll(async () => {
    for (const schema of schemas.splice(0)) await asAdmin(`DROP SCHEMA ${schema} CASCADE`)
  })
}

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
