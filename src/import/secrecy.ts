const grade = '(?:绝\\s*密|机\\s*密|秘\\s*密|絕\\s*密|機\\s*密|祕\\s*密)'

/** The grade alone on its line, as the head of an official paper prints it, with its term if any. */
const gradeAlone = new RegExp(
  `^\\d{0,8}\\s*[【\\[（(]?(?:密级[:：]?)?\\s*${grade}\\s*[】\\]）)]?` +
    '\\s*(?:[★☆*].{0,16}|[（(【].{0,12}[）)】]|\\d{1,3}(?:年|个月)|长期|特急|加急|急件|件|级|文件)?$',
)
const gradeWithStar = new RegExp(`(?:^|\\s|密级[:：]?)[【\\[（(]?${grade}\\s*★`)
const starWithTerm = /^★\s*(?:\d{1,3}(?:年|个月)|长期)?$/

const gradeInName = new RegExp(
  `(?:^|[^\\p{Script=Han}])${grade}(?=$|[^\\p{Script=Han}]|文件|件)`,
  'u',
)

/**
 * Whether a text carries a classification mark: the grade (绝密, 机密, 秘密) alone on a line or
 * before a ★. The same words in running prose are no mark. Design, §14.
 */
export function isClassifiedText(text: string): boolean {
  if (!/[密★]/.test(text)) return false
  return text.split(/[\r\n\t]/).some((raw) => {
    const line = raw.length > 200 ? raw.slice(0, 200).trim() : raw.trim()
    return gradeAlone.test(line) || gradeWithStar.test(line) || starWithTerm.test(line)
  })
}

/** Whether a file's name carries such a mark. 商业秘密 and the like in a longer word do not. */
export function isClassifiedName(fileName: string): boolean {
  return fileName.includes('★') || gradeInName.test(fileName)
}

export const classifiedMessage =
  '文件带有密级标志。本系统不得处理涉密内容，文件未保存；请按保密规定在线下办理，并从聊天中撤回。'

/** Whether anything that was typed into a form carries such a mark: reports, directives, reasons. */
export const isClassifiedForm = (form: Readonly<Record<string, unknown>>): boolean =>
  Object.values(form).some((value) => typeof value === 'string' && isClassifiedText(value))

export const classifiedWords =
  '填写的内容带有密级标志，没有保存。本系统不得处理涉密内容，请按保密规定在线下办理'
