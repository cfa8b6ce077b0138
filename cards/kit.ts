/**
 * Cards JSON 2.0 as we use them: small builders and the platform's limits.
 * Unknown properties are refused by the platform, so builders leave out what is not given.
 */
export * from './kit/button.ts'
export {
  type Card,
  type CardElement,
  card,
  hr,
  markdown,
  note,
  plain,
  type Template,
} from './kit/card.ts'
export * from './kit/form.ts'
export * from './kit/layout.ts'
export * from './kit/size.ts'
export * from './kit/text.ts'
