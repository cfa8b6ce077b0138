import { Unreadable, unreadable } from '../unreadable.ts'
import { walkXml } from './xml.ts'
import type { Archive } from './zip.ts'

/** A relation of an Office part to another one of the same archive; `type` is its last word. */
export type Relation = { readonly id: string; readonly type: string; readonly target: string }

/**
 * The relations of a part (`''`: of the package). Those that point outside the file are left out:
 * nothing outside is ever read.
 */
export function relationsOf(archive: Archive, part: string): Relation[] {
  const folder = part.replace(/[^/]*$/, '')
  const bytes = archive.read(`${folder}_rels/${part.slice(folder.length)}.rels`)
  if (!bytes) return []
  const relations: Relation[] = []
  walkXml(bytes, {
    open: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (!/(?:^|:)Relationship$/.test(name) || TargetMode === 'External') return
      const type = Type.replace(/^.*\//, '')
      relations.push({ id: Id, type, target: resolve(folder, Target) })
    },
    close: () => {},
  })
  return relations
}

/** The main part of an Office file. */
export function mainPart(archive: Archive, usual: string): string {
  const found = relationsOf(archive, '').find(({ type }) => type === 'officeDocument')?.target
  const part = found && archive.names.includes(found) ? found : usual
  if (!archive.names.includes(part)) {
    throw new Unreadable(unreadable.damaged)
  }
  return part
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const steps: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.') steps.push(step)
  }
  return steps.join('/')
}
