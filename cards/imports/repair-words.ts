/** What a repair of a document is called. Kinds come from the importer; unknown ones are shown as such. */
import { cut, oneLine } from '../kit.ts'

const words: Readonly<Record<string, string>> = {
  padding: '去除填充空格',
  seq_restored: '补回序号',
  glued_names: '拆开连写的姓名',
  glued_units: '拆开连写的单位',
  shared_prefix: '补全单位前缀',
  date_typo: '更正日期笔误',
  notice_joined: '并入通知中的板块',
  repeated_header: '去除重复的表头',
  compatibility_forms: '还原异体字形',
  bracketed_pinyin: '去除夹注拼音',
  traditional_characters: '繁体转为简体',
}

export const repairWord = (kind: string): string =>
  words[kind] ?? `其他（${cut(oneLine(kind), 30)}）`
