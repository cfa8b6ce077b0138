// Unpacks the tarball in a fresh folder and starts it where no registry and no proxy can be
// reached: it must answer /readyz, play the main job, back up and stop. Too slow for npm test.
//   npm run try:offline [-- TARBALL]
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const nowhere = 'http://127.0.0.1:9'
const print = (line) => process.stdout.write(`${line}\n`)
const root = resolve(import.meta.dirname, '..')
const packed = /^duban-.*\.tar\.gz$/
const tarball = resolve(process.argv[2] ?? readdirSync(root).find((one) => packed.test(one)) ?? '')
if (!existsSync(tarball) || !packed.test(tarball.split('/').at(-1))) {
  process.stderr.write('no tarball: run npm run pack:offline first\n')
  process.exit(1)
}
const folder = mkdtempSync(join(tmpdir(), 'duban-offline-'))
try {
  await tryIt()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function tryIt() {
  execFileSync('tar', ['-xzf', tarball, '-C', folder])
  const home = join(folder, readdirSync(folder)[0])
  mkdirSync(join(folder, 'empty'))
  const env = {
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    HOME: join(folder, 'empty'),
    npm_config_registry: nowhere,
    npm_config_cache: join(folder, 'empty'),
    http_proxy: nowhere,
    https_proxy: nowhere,
    PORT: '0',
  }
  const from = Date.now()
  const server = spawn('./duban', ['start'], {
    cwd: home,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(server, 'exit')
  const url = await listening(server)
  const ready = await fetch(`${url}/readyz`)
  print(`readyz: ${ready.status} ${await ready.text()} after ${Date.now() - from} ms`)
  const run = (...args) =>
    execFileSync('./duban', args, { cwd: home, env, encoding: 'utf8' }).trim()
  print(`demo: ${run('demo').split('\n').at(-1)}`)
  print(`backup: ${run('backup', 'backup.db').split('\n')[0]}`)
  server.kill('SIGTERM')
  const [code] = await ended
  print(`stopped with exit code ${code}`)
  if (ready.status !== 200 || code !== 0) process.exitCode = 1
}

function listening(server) {
  let printed = ''
  return new Promise((done, fail) => {
    server.stdout.on('data', (chunk) => {
      printed += chunk
      const url = /"event":"server.started","url":"([^"]+)"/.exec(printed)?.[1]
      if (url) done(url)
    })
    server.once('exit', (code) => fail(new Error(`it ended with ${code}: ${printed}`)))
  })
}
