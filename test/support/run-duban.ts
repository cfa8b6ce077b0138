import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const command = fileURLToPath(new URL('../../dist/duban.js', import.meta.url))

export type Ran = {
  /** Null: ended by us. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

type Settings = Readonly<Record<string, string>>

/** A folder of its own for one test, gone with it. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duban-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * Runs the built `duban` in a folder of its own, with these settings and no others.
 * @param until a text on standard output at which it is ended
 */
export function runDuban(
  args: readonly string[],
  settings: Settings = {},
  options: { readonly cwd?: string; readonly until?: string } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [command, ...args], {
    cwd: options.cwd ?? workFolder(),
    env: { PATH: process.env.PATH ?? '', ...settings },
  })
  let stdout = ''
  let stderr = ''
  let isEnding = false
  child.stdout.on('data', (chunk) => {
    stdout += chunk
    if (isEnding || !options.until || !stdout.includes(options.until)) return
    isEnding = true
    child.kill('SIGTERM')
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}
