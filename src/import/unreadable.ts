/**
 * Thrown deep inside a reader when a file goes beyond a limit or is damaged; its message is the
 * refusal, in words for the one who sent the file. Caught in one place, `readContainer`.
 */
export class Unreadable extends Error {}

/** The refusals that several readers share. */
export const unreadable = {
  damaged: '文件已损坏或不完整，不能打开。请重新保存后再发给我。',
  locked: '文件设有密码，不能读取。请去掉密码后重新发送。',
  doctype: '文件里带有外部定义（DOCTYPE），不能读取。请重新另存后再发给我。',
  tooManyRows: '表格超过 20000 行，请拆分后分次发送。',
  tooLarge: '表格过大，请拆分后分次发送。',
} as const

/** Runs a reader of binary structures: where these point beside their file, the file is damaged. */
export function damagedBeside<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof RangeError) throw new Unreadable(unreadable.damaged, { cause })
    throw cause
  }
}
