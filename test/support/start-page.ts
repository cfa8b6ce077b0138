import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { readDocument } from '../../src/import/read-document.ts'
import { readStaffList } from '../../src/import/staff-list.ts'
import { jsonLog } from '../../src/log.ts'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'

/** A folder for a sandbox, removed when the test ends. */
export function sandboxFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duban-page-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The sandbox as `npm start` starts it, on free ports and with the database of this folder. */
export async function startPage(folder = sandboxFolder()) {
  const logLines: string[] = []
  const config = readConfig({ DATABASE_URL: `file:${join(folder, 'page.db')}`, PORT: '0' })
  const log = jsonLog((line) => logLines.push(line), [])
  const documents = {
    read: async (bytes: Uint8Array, name: string) => readDocument(bytes, name),
    staffList: async (bytes: Uint8Array, name: string) => readStaffList(bytes, name),
  }
  const sandbox = await startSandbox({ config, log, documents, platformPort: 0 })
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= sandbox.close()
    return closed
  }
  onTestFinished(close)
  const call = async (path: string, body?: object) => {
    const response = await fetch(`${sandbox.pageUrl}/api/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    // biome-ignore lint/suspicious/noExplicitAny: an answer of the page's server, looked into by tests
    return { status: response.status, body: (await response.json()) as any }
  }
  return { ...sandbox, close, logLines, call }
}

export type StartedPage = Awaited<ReturnType<typeof startPage>>
