import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const command = fileURLToPath(new URL('../../dist/duban.js', import.meta.url))

/** Starts the built server as a process of its own; resolves when it listens. */
export async function startDuban(cwd: string, settings: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [command, 'start'], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  let printed = ''
  const url = await new Promise<string>((done, fail) => {
    const read = (chunk: Buffer) => {
      printed += chunk
      const address = /"event":"server.started","url":"([^"]+)"/.exec(printed)?.[1]
      if (address) done(address)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    ended.then((code) => fail(new Error(`ended with ${code} before it listened: ${printed}`)))
  })
  return {
    url,
    signal: (name: NodeJS.Signals) => void child.kill(name),
    /** Its exit code; null: killed. */
    ended,
    printed: () => printed,
  }
}
