import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import type { Figures, Order } from './load.ts'

/** `taskset -c N`, where there is such a thing and a second core. */
export function pinnedTo(core: number): readonly string[] {
  try {
    execFileSync('taskset', ['-c', '0,1', 'true'], { stdio: 'ignore' })
    return ['taskset', '-c', String(core)]
  } catch {
    return []
  }
}

export const serverCore = 0
export const loadCore = 1

/** Another role of this program, in a process of its own. */
function startRole(role: string, argument: unknown, core: number): ChildProcess {
  const [command, ...args] = [
    ...pinnedTo(core),
    process.execPath,
    process.argv[1] ?? '',
    role,
    JSON.stringify(argument),
  ]
  return spawn(command as string, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += chunk
    if (text.includes('\n')) return text
  }
  throw new Error('the process ended without a word')
}

export type RunningRole = { readonly port: number; readonly stop: () => void }

export async function startServerRole(role: string, argument: unknown): Promise<RunningRole> {
  const child = startRole(role, argument, serverCore)
  const { port } = JSON.parse(await firstLine(child)) as { port: number }
  return { port, stop: () => child.kill('SIGKILL') }
}

/** Has the load carried out by another process. */
export async function order(order: Order): Promise<Figures> {
  const child = spawnLoad()
  child.stdin?.end(JSON.stringify(order))
  return JSON.parse(await firstLine(child)) as Figures
}

/** The order comes by the input: presses are many. */
function spawnLoad(): ChildProcess {
  const [command, ...args] = [
    ...pinnedTo(loadCore),
    process.execPath,
    process.argv[1] ?? '',
    'load',
  ]
  return spawn(command as string, args, { stdio: ['pipe', 'pipe', 'inherit'] })
}
