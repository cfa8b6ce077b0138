/** A paper of running text, as data. */
export type PaperLine = {
  readonly kind: 'heading' | 'text' | 'signature'
  readonly text: string
}

export type Paper = { readonly title: string; readonly lines: readonly PaperLine[] }
