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
  quote,
  type Quote,
  type QuoteCart,
  type QuotedGoods,
  type QuoteFacts,
  type QuoteLine,
  type QuoteTax,
  type Taxed,
} from './quote.ts'
export { readCheckout } from './read-checkout.ts'
export { saveCheckout } from './save-checkout.ts'
export { claimKey, findKey } from './store.ts'
export { emptyCheckouts } from './empty-checkouts.ts'
