import { exportExists, findExport } from '../../db/exports.ts'
import { isWorkWaiting } from '../../db/work.ts'
import { formWords } from '../../src/domain/print-forms.ts'
import type { Renderer } from '../types.ts'

/** The bytes are read when the file leaves; the row names it. */
export const exportFile: Renderer<'export_file'> = async ({ exportId }, _row, deps) => {
  const file = await findExport(deps.db, exportId)
  return file ? { body: { msgType: 'file', ...file } } : { drop: 'file-gone' }
}

/** Said only where the file is not there yet. */
export const exportProgress: Renderer<'export_progress'> = async (
  { exportId, form },
  _row,
  deps,
) => {
  if (await exportExists(deps.db, exportId)) return { drop: 'file-made' }
  if (!(await isWorkWaiting(deps.db, exportId))) return { drop: 'no-longer-made' }
  const text = `正在生成${formWords(form)}，完成后发给您。`
  return { body: { msgType: 'text', text } }
}
