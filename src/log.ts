import { LarkError, redact } from './lark/errors.ts'
import type { Log } from './ports.ts'

/**
 * A log of JSON lines: time, event, facts. Errors appear with name, message, code and where they
 * were thrown, never whole: what they carry may hold secrets or people's words.
 * @param write takes one line, without its line end
 * @param secrets texts that must never appear
 */
export function jsonLog(write: (line: string) => void, secrets: readonly string[]): Log {
  // A quote or a backslash in a secret stands escaped in the line.
  const hidden = secrets.map((secret) => JSON.stringify(secret).slice(1, -1))
  return (event, facts = {}) => {
    const plain = Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [
        name,
        value instanceof Error ? errorFacts(value) : value,
      ]),
    )
    write(redact(JSON.stringify({ at: new Date().toISOString(), event, ...plain }), hidden))
  }
}

/** The same log, with these facts on every line: by them the lines of one request are found. */
export function withFacts(log: Log, facts: Readonly<Record<string, unknown>>): Log {
  return (event, own) => log(event, { ...facts, ...own })
}

function errorFacts(error: Error): object {
  return {
    name: error.name,
    message: error.message.slice(0, 500),
    ...(error instanceof LarkError ? { code: error.code, logId: error.logId } : {}),
    stack: error.stack
      ?.split('\n')
      .slice(1, 6)
      .map((line) => line.trim()),
    ...(error.cause instanceof Error ? { cause: error.cause.message.slice(0, 200) } : {}),
  }
}
