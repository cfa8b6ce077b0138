// Exit code 0 where the server on this machine can work, 1 where it cannot or does not answer.
try {
  const address = `http://127.0.0.1:${process.env.PORT || 3000}/readyz`
  const { ok } = await fetch(address, { signal: AbortSignal.timeout(4000) })
  process.exit(ok ? 0 : 1)
} catch {
  process.exit(1)
}
