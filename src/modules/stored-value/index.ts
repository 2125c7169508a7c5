export {
  MOST_CARDS,
  putGiftCard,
  takeGiftCardOut,
  useCredit,
  type PayingCart,
  type PutGiftCardRefusal,
} from './cart-intent.ts'
export { readValueFacts } from './cart-store.ts'
export { claimValue, releaseValue, returnValue, type MoreThanPaid } from './end-hold.ts'
export { findGiftCard, type CodeDeps, type FindGiftCardRefusal, type FoundGiftCard } from './find-gift-card.ts'
export { holdValue, type ValueGone } from './hold-value.ts'
export { noValue, tendersFor, type CartCredit, type CartGiftCard, type Tender, type ValueFacts } from './value.ts'
