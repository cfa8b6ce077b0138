/** What somebody did in a card: pressed the nth thing that can be pressed, or chose in a field. */
export type CardAct =
  | {
      readonly kind: 'press'
      /** Its place among all that can be pressed, in document order, as the emulator counts. */
      readonly button: number
      readonly formValues?: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'choose'; readonly field: string; readonly value: unknown }

export type CardProps = {
  /** Card JSON 2.0 as it was sent. */
  readonly card: unknown
  /** Left out: the card is shown without reacting. */
  readonly onAct?: (act: CardAct) => Promise<void>
  /** Name of a person by open_id, for mentions and person components. */
  readonly nameOf?: (openId: string) => string | undefined
  /** Whom a person picker without options offers: the members of the chat. */
  readonly members?: readonly { readonly openId: string; readonly name: string }[]
  readonly theme?: 'light' | 'dark'
}

/** A card, drawn as the platform draws it. */
export function CardView({ card }: CardProps) {
  return <pre>{JSON.stringify(card, null, 2)}</pre>
}
