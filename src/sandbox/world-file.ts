/** The emulator's memory beside the bot's database, so that a sandbox goes on after a restart. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { AdjustableClock } from './adjustable-clock.ts'
import type { Platform, Snapshot } from './platform/platform.ts'

/** What happens within this time is written once. */
const gatherMs = 1000

const SavedWorld = z.object({
  /** Which beginning of the database it belongs to. */
  beginning: z.string(),
  /** The sandbox's time. */
  at: z.number(),
  world: z.custom<Snapshot>(isSnapshot),
})
export type SavedWorld = z.infer<typeof SavedWorld>

function isSnapshot(value: unknown): boolean {
  const lists = z.array(z.looseObject({}))
  const parts = ['people', 'chats', 'departments', 'messages', 'events', 'files']
  return z.object(Object.fromEntries(parts.map((part) => [part, lists]))).safeParse(value).success
}

/** Undefined where nothing is kept: a database in memory. */
function worldPath({ database }: Config): string | undefined {
  if (database.kind !== 'sqlite') return 'data/sandbox-world.json'
  return database.path === ':memory:' ? undefined : `${database.path}.sandbox-world.json`
}

/** What was kept, or undefined where nothing was, or something that cannot be read. */
export function readWorld(config: Config): SavedWorld | undefined {
  const path = worldPath(config)
  if (!path) return undefined
  try {
    return SavedWorld.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

type Parts = {
  readonly config: Config
  readonly platform: Platform
  readonly clock: AdjustableClock
  readonly beginning: () => string | undefined
}

/** Keeps the world from now on. @returns how to write it the last time */
export function keepWorld({ config, platform, clock, beginning }: Parts): () => void {
  const path = worldPath(config)
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const name = beginning()
    if (!path || !name) return
    const saved: SavedWorld = { beginning: name, at: clock.now(), world: platform.snapshot() }
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.new`, JSON.stringify(saved), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }
  const stop = platform.store.onChange(() => {
    timer ??= setTimeout(write, gatherMs).unref()
  })
  return () => {
    stop()
    write()
  }
}
