import { afterAll } from 'vitest'
import { createSchema, dropSchema } from './postgres-server.ts'

export { asAdmin, isPostgresThere } from './postgres-server.ts'

const schemas: string[] = []

/**
 * A schema of its own, dropped after the test file.
 * @returns the URL of a database that looks empty
 */
export async function emptyPostgres(): Promise<string> {
  const { schema, url } = await createSchema()
  schemas.push(schema)
  return url
}

/** Call it once in each file that opens schemas. */
export function dropSchemasAfterwards(): void {
  afterAll(async () => {
    for (const schema of schemas.splice(0)) await dropSchema(schema)
  })
}
