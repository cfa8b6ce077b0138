import { strToU8, zipSync } from 'fflate'

/** Files written by hand, part by part: what a reader must take without knowing its writer. */
function zipOf(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [
        name,
        typeof part === 'string' ? strToU8(part) : part,
      ]),
    ),
  )
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

type DocxParts = {
  readonly numbering?: string
  readonly styles?: string
  readonly header?: string
  readonly prefix?: string
  readonly more?: Readonly<Record<string, string | Uint8Array>>
}

/** A .docx with this body; the parts in the words of WordprocessingML, prefix `w:`. */
export function docxOf(body: string, parts: DocxParts = {}): Uint8Array {
  const prefix = parts.prefix ?? 'w'
  const root = (name: string, content: string) =>
    `${xml}<w:${name} xmlns:w="${word}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">${content}</w:${name}>`
      .replaceAll('<w:', `<${prefix}:`)
      .replaceAll('</w:', `</${prefix}:`)
      .replaceAll(' w:', ` ${prefix}:`)
      .replaceAll('xmlns:w=', `xmlns:${prefix}=`)
  const used = (['numbering', 'styles', 'header'] as const).filter((name) => parts[name])
  const targets = used.map(
    (name) => `<Relationship Id="${name}" Type="${relations}/${name}" Target="${name}.xml"/>`,
  )
  const rootNames = { numbering: 'numbering', styles: 'styles', header: 'hdr' } as const
  return zipOf({
    '[Content_Types].xml': `${xml}<Types xmlns="${packages}/content-types"/>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="d" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': root('document', `<w:body>${body}</w:body>`),
    'word/_rels/document.xml.rels': `${xml}<Relationships xmlns="${packages}/relationships">${targets.join('')}</Relationships>`,
    ...Object.fromEntries(
      used.map((name) => [`word/${name}.xml`, root(rootNames[name], parts[name] ?? '')]),
    ),
    ...parts.more,
  })
}

export const p = (words: string, properties = '') =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${words && `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`}</w:p>`
export const tc = (content: string, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<') ? content : p(content)}</w:tc>`
export const tr = (...cells: readonly string[]) => `<w:tr>${cells.join('')}</w:tr>`
export const tbl = (...rows: readonly string[]) => `<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`

const sheetWords = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** A .xlsx of one sheet, its `sheetData` and what follows it given as they are. */
export function xlsxOf(
  sheet: string,
  {
    styles = '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="1"><xf numFmtId="0"/></cellXfs>',
    shared = '',
    state = 'visible',
    name = '表一',
    more = {},
  }: {
    readonly styles?: string
    readonly shared?: string
    readonly state?: string
    readonly name?: string
    readonly more?: Readonly<Record<string, string | Uint8Array>>
  } = {},
): Uint8Array {
  const open = (root: string) => `${xml}<${root} xmlns="${sheetWords}" xmlns:r="${relations}">`
  return zipOf({
    '[Content_Types].xml': `${xml}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="w" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${open('workbook')}<sheets><sheet name="${name}" sheetId="1" state="${state}" r:id="s1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="s1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="s3" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${open('worksheet')}${sheet}</worksheet>`,
    'xl/styles.xml': `${open('styleSheet')}${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `${open('sst')}${shared}</sst>`,
    ...more,
  })
}

export const inlineCell = (ref: string, words: string) =>
  `<c r="${ref}" t="inlineStr"><is><t>${words}</t></is></c>`
