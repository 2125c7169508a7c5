export { applyCode, type AppliedCode, type ApplyCodeRefusal } from './apply-code.ts'
export {
  addressSchema,
  type Address,
  type CheckoutFacts,
  type CheckoutParts,
  type CheckoutView,
  type MissingPart,
  type Payable,
} from './checkout.ts'
export {
  summedUp,
  type Quote,
  type QuoteCart,
  type QuotedGoods,
  type QuoteFacts,
  type QuoteLine,
  type QuoteShipping,
} from './quote.ts'
export type { QuoteTax, Taxed } from './quote-tax.ts'
export type { PriceWhy, Why } from './quote-why.ts'
export { estimate, readCheckout } from './read-checkout.ts'
export { saveCheckout } from './save-checkout.ts'
export { claimKey, findKey, writeFacts } from './store.ts'
export { emptyCheckouts } from './empty-checkouts.ts'
