// Builds dist/: the `duban` command and the process that reads documents. `--watch` restarts it.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { context } from 'esbuild'

const isWatching = process.argv.includes('--watch')
let running

const restart = {
  name: 'restart',
  setup(build) {
    build.onEnd((result) => {
      if (result.errors.length > 0) return
      cpSync('db/migrations', 'dist/migrations', { recursive: true })
      if (!isWatching) return
      running?.kill()
      running = spawn(process.execPath, ['dist/duban.js', 'start'], { stdio: 'inherit' })
    })
  },
}

rmSync('dist', { recursive: true, force: true })
const optional = {
  'bench/run': 'bench/run.ts',
  'soak/run': 'test/soak/run.ts',
  'gallery/draw': 'test/sandbox-page/draw-gallery.ts',
}
const bundle = await context({
  entryPoints: {
    duban: 'src/cli/duban.ts',
    'isolate-entry': 'src/isolate-entry.ts',
    'dev-worker': 'src/sandbox/dev-worker.ts',
    ...Object.fromEntries(Object.entries(optional).filter(([, path]) => existsSync(path))),
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  // Native or too large to bundle; the rest starts faster as one file.
  external: ['better-sqlite3', 'pg', '@larksuiteoapi/node-sdk', 'playwright-core'],
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  plugins: [restart],
})
if (isWatching) {
  await bundle.watch()
} else {
  await bundle.rebuild()
  await bundle.dispose()
}
