/** Spellings that mean the same: full-width letters and digits, traditional characters, spacing. */

/** Full-width forms and spaces as ASCII, unit by unit: positions in the text stay the same. */
export const foldWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e\u3000\u00a0]/g, (unit) =>
    unit === '\u3000' || unit === '\u00a0' ? ' ' : String.fromCharCode(unit.charCodeAt(0) - 0xfee0),
  )

/** Traditional characters that occur in command words, and what they are in simplified ones. */
const simplified: Readonly<Record<string, string>> = {
  幫: '帮',
  務: '务',
  辦: '办',
  報: '报',
  無: '无',
  簽: '签',
  籤: '签',
  認: '认',
  領: '领',
  綁: '绑',
  員: '员',
  訂: '订',
  閱: '阅',
  試: '试',
  運: '运',
  確: '确',
  導: '导',
  發: '发',
  週: '周',
  單: '单',
  項: '项',
  門: '门',
  號: '号',
  見: '见',
  點: '点',
  為: '为',
  銷: '销',
  廢: '废',
  變: '变',
  動: '动',
  錄: '录',
  欄: '栏',
  類: '类',
  塊: '块',
  滯: '滞',
  後: '后',
  詢: '询',
  頁: '页',
  結: '结',
  驗: '验',
  歸: '归',
  檔: '档',
  聯: '联',
  絡: '络',
  審: '审',
  負: '负',
  責: '责',
  請: '请',
  轉: '转',
}

/** The characters of command words in simplified form; all others stay. Positions stay the same. */
export const simplifyCommandWords = (text: string): string =>
  text.replace(/\p{Script=Han}/gu, (character) => simplified[character] ?? character)

/** A text without spaces, padding and invisible characters. */
export const withoutSpaces = (text: string): string =>
  text.replace(/[\s\u200b-\u200f\u2060\ufeff]/g, '')
