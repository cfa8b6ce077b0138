/**
 * Every card in every state, the empty, the overlong and the hostile too. Its JSON is kept beside
 * the tests: a change of words or layout is reviewed there.
 */
import { desks } from './desks.ts'
import { evidences } from './evidences.ts'
import type { Exhibit } from './exhibit.ts'
import { prints } from './exports.ts'
import { found } from './found.ts'
import { assignments, bindings, help, imports, notices } from './import.ts'
import {
  columns,
  doubts,
  importChoices,
  planEnds,
  progressTables,
  updates,
} from './import-again.ts'
import { indicators } from './indicators.ts'

import { officeActs } from './office-acts.ts'
import { overviews } from './overviews.ts'
import { people } from './people.ts'
import { purges } from './purges.ts'

import { digests, groups, reminders } from './pushes.ts'
import { rates } from './rates.ts'
import { reports } from './reports.ts'
import { directives, internalTasks, taskChanges, taskRequests } from './requests.ts'
import { reviews, signOffs } from './review.ts'
import { roles, trails } from './roles.ts'
import { tasks } from './tasks.ts'
import { turns } from './turns.ts'

export const gallery: readonly Exhibit[] = [
  ...help,
  ...notices,
  ...imports,
  ...doubts,
  ...updates,
  ...progressTables,
  ...importChoices,
  ...columns,
  ...planEnds,
  ...turns,
  ...assignments,
  ...bindings,
  ...people,
  ...tasks,
  ...found,
  ...reports,
  ...evidences,
  ...rates,
  ...indicators,
  ...reviews,
  ...signOffs,
  ...taskRequests,
  ...taskChanges,
  ...internalTasks,
  ...roles,
  ...trails,
  ...overviews,
  ...purges,
  ...prints,
  ...directives,
  ...officeActs,
  ...desks,
  ...groups,
  ...digests,
  ...reminders,
]
