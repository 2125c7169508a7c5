export { acknowledgeChanges } from './acknowledge-changes.ts'
export { addCode, MOST_CODES, type AddCodeRefusal } from './add-code.ts'
export { addLine } from './add-line.ts'
export {
  MOST_LINES,
  type Cart,
  type CartClosed,
  type CartLineView,
  type CartView,
  type LineChange,
  type LineRefusal,
} from './cart.ts'
export { addGiftCard, chooseCredit, removeGiftCard } from './pay-with.ts'
export { findCart, readCart, type FoundCart } from './queries.ts'
export { removeCode } from './remove-code.ts'
export { removeLine, setLineQuantity } from './set-line-quantity.ts'
export { startCart } from './start-cart.ts'
export { closeCart, lockCart, reopenCart, takeCart, touchCart, type LockedCart } from './store.ts'
export { ownCart, switchMarket } from './switch-market.ts'
export { cartTokenOf, type CartToken } from './token.ts'
export { emptyCarts } from './empty-carts.ts'
