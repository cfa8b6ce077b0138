import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { eventTypes } from '../../handlers/index.ts'
import type { LarkCredentials } from '../config.ts'
import { larkBaseUrl } from '../lark/addresses.ts'
import { openLongConnection } from '../lark/long-connection.ts'
import { runSetup, type SetupOptions, type SetupTools } from '../setup/setup.ts'

const connectMs = 15_000
const lookMs = 100

/** `duban setup`. @returns the exit code */
export async function setupCommand(options: SetupOptions): Promise<number> {
  const { registerApp } = await import('@larksuiteoapi/node-sdk')
  const qrcode = await import('qrcode')
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const tools: SetupTools = {
    ask: (question) => lines.question(`${question} `),
    print: (line) => console.log(line),
    drawCode: (url) => qrcode.toString(url, { type: 'terminal', small: true }),
    register: (registration) => registerApp(registration),
    connect: (lark) => connect(lark, larkBaseUrl(options.domain)),
    env: {
      read: () => (existsSync('.env') ? readFileSync('.env', 'utf8') : undefined),
      write: writeEnvFile,
    },
    events: eventTypes,
  }
  try {
    return await runSetup(options, tools)
  } finally {
    lines.close()
  }
}

/** Whole or not at all, and nobody else's to read even if the old file was. */
function writeEnvFile(text: string): void {
  writeFileSync('.env.new', text, { mode: 0o600 })
  renameSync('.env.new', '.env')
}

/** Events that come meanwhile are refused: the platform delivers them again once the bot runs. */
async function connect({ appId, appSecret }: LarkCredentials, baseUrl: string) {
  const connection = await openLongConnection({
    appId,
    appSecret,
    baseUrl,
    log: () => {},
    now: Date.now,
    receive: () => Promise.reject(new Error('setup handles no events')),
  })
  for (let waited = 0; waited < connectMs && !connection.isOpen(); waited += lookMs) {
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  }
  return { isOpen: connection.isOpen(), close: connection.close }
}
