// Makes duban-<version>-<platform>-<arch>.tar.gz: all that a machine without a network needs.
//   node deploy/pack-offline.js                 the tarball, after `npm run build`
//   node deploy/pack-offline.js --with-node     with this Node.js in it
//   node deploy/pack-offline.js --folder PATH   the same files in a new folder, and no tarball
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'

const root = resolve(import.meta.dirname, '..')
const { values: options } = parseArgs({
  options: { folder: { type: 'string' }, 'with-node': { type: 'boolean' } },
})
const print = (line) => process.stdout.write(`${line}\n`)

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const name = `duban-${version}-${process.platform}-${process.arch}`
const documents = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'docs', 'deploy']

if (!existsSync(join(root, 'dist/duban.js'))) {
  process.stderr.write('dist/ is missing: run npm run build first\n')
  process.exit(1)
}
if (options.folder) {
  stage(resolve(options.folder))
  print(`${options.folder}: ${name}`)
} else {
  const folder = mkdtempSync(join(tmpdir(), 'duban-pack-'))
  try {
    stage(join(folder, name))
    pack(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Puts the files of an installation into a folder. */
function stage(target) {
  mkdirSync(target, { recursive: true })
  // What measures and tests is no part of an installation.
  const isWanted = (path) =>
    !/dist[/\\](bench|soak|dev-worker)/.test(path) && !path.endsWith('.map')
  cpSync(join(root, 'dist'), join(target, 'dist'), { recursive: true, filter: isWanted })
  for (const document of documents) {
    if (!existsSync(join(root, document))) continue
    cpSync(join(root, document), join(target, document), { recursive: true })
  }
  for (const folder of productionModules()) {
    cpSync(join(root, folder), join(target, folder), { recursive: true, filter: modulePart })
  }
  writeFileSync(join(target, 'duban'), startScript())
  chmodSync(join(target, 'duban'), 0o755)
  if (!options['with-node']) return
  mkdirSync(join(target, 'node/bin'), { recursive: true })
  cpSync(process.execPath, join(target, 'node/bin/node'))
}

/** Folders of the installed modules that are no tool of development, such as `node_modules/pg`. */
function productionModules() {
  const list = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const folders = list
    .trim()
    .split('\n')
    .map((path) => relative(root, path))
  return folders.filter((folder) => folder.startsWith(`node_modules${sep}`))
}

/** Modules inside modules have their own line; sources of what was compiled stay behind. */
function modulePart(path) {
  const inModule = path.slice(path.lastIndexOf(`node_modules${sep}`) + 'node_modules/'.length)
  if (inModule.startsWith('better-sqlite3')) {
    if (/^better-sqlite3[/\\](deps|src)([/\\]|$)/.test(inModule)) return false
    if (/[/\\]build[/\\]Release[/\\]/.test(path)) return basename(path) === 'better_sqlite3.node'
  }
  return basename(path) !== 'node_modules' && !/\.(map|d\.[cm]?ts)$/.test(path)
}

function startScript() {
  const { modules, node } = process.versions
  return `#!/bin/sh
# Runs duban with the Node.js in this folder, else with the one of the system.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
node=$here/node/bin/node
[ -x "$node" ] || node=node
if ! "$node" -e 'process.exit(process.versions.modules === "${modules}" ? 0 : 1)'; then
  echo '需要与打包时相同主版本的 Node.js（${node}）：请安装后再试，或用 npm run pack:offline -- --with-node 重新打包' >&2
  exit 1
fi
exec "$node" "$here/dist/duban.js" "$@"
`
}

function pack(folder) {
  const file = join(root, `${name}.tar.gz`)
  execFileSync('tar', ['--owner=0', '--group=0', '-czf', file, '-C', folder, name])
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex')
  writeFileSync(`${file}.sha256`, `${digest}  ${basename(file)}\n`)
  const unpacked = execFileSync('du', ['-sk', join(folder, name)], { encoding: 'utf8' })
  const { glibcVersionRuntime: glibc } = process.report.getReport().header
  print(
    `${basename(file)}  ${megabytes(statSync(file).size)}, unpacked ${megabytes(Number.parseInt(unpacked, 10) * 1024)}`,
  )
  print(`sha256 ${digest}`)
  print(
    `for ${process.platform} ${process.arch}, Node.js ${process.versions.node}${options['with-node'] ? ' (in it)' : ' or another of its major version'}${glibc ? `, made with glibc ${glibc}` : ''}`,
  )
}

function megabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
