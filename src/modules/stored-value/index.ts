export { putGiftCard, takeGiftCardOut, useCredit, type PayingCart, type PutGiftCardRefusal } from './cart-intent.ts'
export { readValueFacts } from './cart-store.ts'
export {
  adjustGiftCard,
  replaceCode,
  setGiftCardState,
  type AdjustRefusal,
  type NoSuchCard,
} from './change-gift-card.ts'
export {
  creditEntriesOf,
  listCreditAccounts,
  type AccountWish,
  type CreditAccount,
  type CreditEntry,
  type CreditKind,
} from './credit-queries.ts'
export { emptyStoredValue } from './empty-stored-value.ts'
export { claimValue, releaseValue, returnValue, type MoreThanPaid } from './end-hold.ts'
export { expireValue } from './expire-value.ts'
export { findGiftCard, type CodeDeps, type FindGiftCardRefusal, type FoundGiftCard } from './find-gift-card.ts'
export {
  VALUE_SETTING,
  valueSettings,
  type GiftCard,
  type GiftCardEntry,
  type GiftCardEntryKind,
  type GiftCardState,
  type ValueSettings,
} from './gift-card.ts'
export { grantCredit, withdrawCredit, type GrantCredit, type WithdrawRefusal } from './grant-credit.ts'
export { holdValue, type ValueGone, type ValueOfOtherMode } from './hold-value.ts'
export { issueBought } from './issue-for-order.ts'
export { issueGiftCard, type IssueGiftCard } from './issue-gift-card.ts'
export { readLiability, type Liability } from './liability.ts'
export { codePlace, hiddenCodes, withCodes } from './mail-code.ts'
export { mergeGiftCards, type MergeRefusal } from './merge-gift-cards.ts'
export { putCardOnOrder, takeCardOffOrder, useCreditOnOrder } from './order-intent.ts'
export { readOrderValue } from './order-store.ts'
export { cardsOfOrder, entriesOf, hasGiftCards, listGiftCards, readGiftCard, type GiftCardWish } from './queries.ts'
export { takeBackCards, type CardUsed } from './take-back-cards.ts'
export { noValue, tendersFor, type CartCredit, type CartGiftCard, type Tender, type ValueFacts } from './value.ts'
