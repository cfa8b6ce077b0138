import { definePDFJSModule, getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { Unreadable, unreadable } from '../unreadable.ts'

/**
 * Gives a character map by its file name (`UniGB-UCS2-H.bcmap`): what the codes of a Chinese font
 * mean that a PDF names and does not hold. Without them such files read as empty.
 */
export type LoadCharacterMap = (name: string) => Promise<Uint8Array>

export type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>
export type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>

/** Opens a PDF. Pictures are not decoded, scripts are not run, nothing is fetched. */
export async function openPdf(bytes: Uint8Array, load: LoadCharacterMap): Promise<PdfDocument> {
  addTransfer()
  // Named here, so that the bundle holds it.
  await definePDFJSModule(() => import('unpdf/pdfjs'))
  class CharacterMaps {
    fetch({ kind, filename }: { readonly kind: string; readonly filename: string }) {
      if (kind === 'cMapUrl' && /^[\w-]+\.bcmap$/.test(filename)) return load(filename)
      return Promise.reject(new Error(`nothing is loaded for ${kind}`))
    }
  }
  try {
    // A copy: the library keeps what it gets, and takes no Node `Buffer` for bytes.
    return await getDocumentProxy(new Uint8Array(bytes), {
      ...{ BinaryDataFactory: CharacterMaps, useWorkerFetch: false },
      ...{ cMapUrl: 'maps/', cMapPacked: true },
      ...{ maxImageSize: 0, disableFontFace: true, useSystemFonts: true, useWasm: false },
      ...{ isEvalSupported: false, enableXfa: false, stopAtErrors: false, verbosity: 0 },
    })
  } catch (cause) {
    const isLocked = cause instanceof Error && cause.name === 'PasswordException'
    throw new Unreadable(isLocked ? unreadable.locked : unreadable.damaged, { cause })
  }
}

/** The codes of the drawing operations. */
export async function drawingCodes() {
  return (await getResolvedPDFJS()).OPS
}

/** Node has it from 21 on; the library uses it. */
function addTransfer(): void {
  if ('transferToFixedLength' in ArrayBuffer.prototype) return
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    value: function transfer(this: ArrayBuffer, length = this.byteLength): ArrayBuffer {
      const copy = new Uint8Array(length)
      copy.set(new Uint8Array(this, 0, Math.min(length, this.byteLength)))
      return copy.buffer
    },
  })
}
