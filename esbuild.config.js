// Builds dist/: the `duban` command and the process that reads documents. `--watch` restarts it.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { context } from 'esbuild'

const isWatching = process.argv.includes('--watch')
let running

const restart = {
  name: 'restart',
  setup(build) {
    build.onEnd((result) => {
      if (result.errors.length > 0) return
      cpSync('db/migrations', 'dist/migrations', { recursive: true })
      copyCharacterMaps()
      if (!isWatching) return
      running?.kill()
      running = spawn(process.execPath, ['dist/duban.js', 'start'], { stdio: 'inherit' })
    })
  },
}

/** What the codes of Chinese fonts mean that a PDF names and does not hold. */
function copyCharacterMaps() {
  const isChinese = (name) => /^(?:Adobe-(?:GB1|CNS1)|Uni(?:GB|CNS)|GB|B5|ET|HK|CNS)/.test(name)
  cpSync('node_modules/pdfjs-dist/cmaps', 'dist/cmaps', {
    recursive: true,
    dereference: true,
    filter: (source) => !source.endsWith('.bcmap') || isChinese(basename(source)),
  })
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
  external: [
    'better-sqlite3',
    'pg',
    '@larksuiteoapi/node-sdk',
    'ws',
    'protobufjs',
    'qrcode',
    'playwright-core',
  ],
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  plugins: [restart],
})
if (isWatching) {
  spawn('vite', ['build', 'src/sandbox/page', '--watch', '--logLevel', 'warn'], {
    stdio: 'inherit',
  })
  await bundle.watch()
} else {
  await bundle.rebuild()
  await bundle.dispose()
}
