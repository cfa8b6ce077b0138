/** Documents of kinds that need no reading: their file is the draft itself. */
import type { DraftPlan } from '../../src/domain/draft-plan.ts'
import { readDocument } from '../../src/import/read-document.ts'
import { readStaffList } from '../../src/import/staff-list.ts'
import type { Documents } from '../../src/ports.ts'
import type { File } from './conversation.ts'

/** Reads files that end in `.draft` as they are, and all others as the bot does. */
export const draftedDocuments: Documents = {
  read: async (bytes, name, options) =>
    name.endsWith('.draft')
      ? { ok: true, draft: JSON.parse(new TextDecoder().decode(bytes)) }
      : readDocument(bytes, name, options),
  staffList: readStaffList,
}

export const draftFile = (name: string, draft: DraftPlan): File => ({
  name: `${name}.draft`,
  content: JSON.stringify(draft),
})
