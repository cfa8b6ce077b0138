/**
 * Radicals and compatibility forms that stand for characters: PDF files print 一 as ⼀ and 年 as 年.
 * They look alike and compare unequal.
 */
const forms = /[\u2e80-\u2fdf\uf900-\ufaff]|\ud87e[\udc00-\ude1f]/g

/** Radicals of the supplement that Unicode gives no character for. */
const supplement: Readonly<Record<string, string>> = {
  '⺠': '民',
  '⻔': '门',
  '⻋': '车',
  '⻓': '长',
  '⻅': '见',
  '⻉': '贝',
  '⻛': '风',
  '⻢': '马',
  '⻰': '龙',
  '⻬': '齐',
  '⻝': '食',
  '⻘': '青',
  '⻄': '西',
  '⻆': '角',
  '⻚': '页',
  '⻜': '飞',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻩': '黄',
}

export function countForms(text: string): number {
  return text.match(forms)?.length ?? 0
}

export function withCharacters(text: string): string {
  return text.replace(forms, (form) => supplement[form] ?? form.normalize('NFKC'))
}
