/** A page's content in PDF's own words, and what its table of contents says besides. */
type PdfParts = { readonly trailer?: string; readonly objects?: readonly string[] }

/** A PDF of these pages (A4 lying), in a Chinese font that it names and does not hold. */
export function pdfOf(
  pages: readonly string[],
  { trailer = '', objects = [] }: PdfParts = {},
): Uint8Array {
  const first = 6
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ')
  const all = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`,
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R/DW 1000/W[814[500 500] 816 939 500]>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
    ...pages.flatMap((content, index) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Resources<</Font<</F 3 0 R>>>>/Contents ${first + index * 2 + 1} 0 R>>`,
      `<</Length ${content.length}>>stream\n${content}\nendstream`,
    ]),
    ...objects,
  ]
  let text = '%PDF-1.7\n'
  const places = all.map((object, index) => {
    const place = text.length
    text += `${index + 1} 0 obj${object}endobj\n`
    return String(place).padStart(10, '0')
  })
  const start = text.length
  text += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${places.map((place) => `${place} 00000 n \n`).join('')}`
  text += `trailer<</Size ${all.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF`
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

/** Words at a place, 10 points high; y from the top. */
export function words(x: number, y: number, text: string): string {
  const hex = Buffer.from(text, 'utf16le').swap16().toString('hex')
  return `BT /F 10 Tf 1 0 0 1 ${x} ${595 - y} Tm <${hex}> Tj ET\n`
}

export function line(x: number, y: number, toX: number, toY: number): string {
  return `${x} ${595 - y} m ${toX} ${595 - toY} l S\n`
}

/** The rulings of a table. */
export function rulings(xs: readonly number[], ys: readonly number[]): string {
  const [left = 0, right = 0, top = 0, bottom = 0] = [xs[0], xs.at(-1), ys[0], ys.at(-1)]
  return [
    ...ys.map((y) => line(left, y, right, y)),
    ...xs.map((x) => line(x, top, x, bottom)),
  ].join('')
}
