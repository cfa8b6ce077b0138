/** The tables as kysely sees them, a file a subject. The SQL of record is in `migrations/`. */
import type { ChatTables } from './schema/chats.ts'
import type { DocumentTables } from './schema/documents.ts'
import type { MachineTables } from './schema/machine.ts'
import type { PeopleTables } from './schema/people.ts'
import type { PlanTables } from './schema/plans.ts'
import type { ReportTables } from './schema/reports.ts'
import type { SupervisionTables } from './schema/supervision.ts'

export type Schema = MachineTables &
  PeopleTables &
  PlanTables &
  ReportTables &
  SupervisionTables &
  DocumentTables &
  ChatTables
