/** One part of multipart/form-data. */
export type Part = { readonly name: string; readonly fileName?: string; readonly bytes: Buffer }

const lineEnd = '\r\n'

function partOf(raw: Buffer): Part | undefined {
  const gap = raw.indexOf(lineEnd + lineEnd)
  if (gap < 0) return undefined
  const head = raw.subarray(0, gap).toString('utf8')
  const name = /\bname="([^"]*)"/i.exec(head.replace(/filename\*?="?[^";\r]*"?/i, ''))?.[1]
  const fileName = /\bfilename="([^"]*)"/i.exec(head)?.[1]
  if (name === undefined) return undefined
  const bytes = raw.subarray(gap + 4)
  return fileName === undefined ? { name, bytes } : { name, fileName, bytes }
}

/** The parts of a form, or undefined when it is malformed. Unlike `Request.formData` it keeps the
 * bytes of a part without a file name: so the SDK sends a Buffer. */
export function multipart(body: Buffer, contentType: string): Part[] | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (!/^multipart\/form-data/i.test(contentType) || !boundary) return undefined
  const mark = Buffer.from(`${lineEnd}--${boundary}`)
  const whole = Buffer.concat([Buffer.from(lineEnd), body])
  const parts: Part[] = []
  let at = whole.indexOf(mark)
  while (at >= 0) {
    const from = at + mark.length
    if (whole.subarray(from, from + 2).toString() === '--') return parts
    const next = whole.indexOf(mark, from)
    const part = next < 0 ? undefined : partOf(whole.subarray(from + 2, next))
    if (!part) return undefined
    parts.push(part)
    at = next
  }
  return undefined
}
