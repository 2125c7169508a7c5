import { format } from '#kernel/money'
import { never } from '#kernel/result'
import type { CartLineView, LineChange, LineRefusal } from '#modules/cart'
import type { CartWords } from './messages.ts'

/** Every refusal has words for the shopper; a new code does not compile without them. */
export function explain(refusal: LineRefusal, { refusals }: CartWords): string {
  switch (refusal.code) {
    case 'not_enough_stock':
      return refusal.available > 0 ? refusals.not_enough_stock(refusal.available) : refusals.soldOut
    case 'too_many':
      return refusals.too_many(refusal.most)
    case 'cart_full':
      return refusals.cart_full(refusal.most)
    case 'not_for_sale':
    case 'payment_in_progress':
    case 'cart_ordered':
      return refusals[refusal.code]
    default:
      return never(refusal)
  }
}

export const titleOf = ({ title, variantTitle }: Pick<CartLineView, 'title' | 'variantTitle'>): string =>
  variantTitle === '' ? title : `${title} (${variantTitle})`

type Reader = Readonly<{ words: CartWords; locale: string }>

/** What is different from what the shopper saw last. */
export function explainChange(line: CartLineView, change: LineChange, { words, locale }: Reader): string {
  const title = titleOf(line)
  switch (change.code) {
    case 'price_changed':
      return words.priceChanged(title, format(change.from, locale), format(change.to, locale))
    case 'only_left':
      return words.onlyLeft(title, change.available)
    case 'sold_out':
      return words.soldOut(title)
    case 'not_for_sale':
      return words.notForSale(title)
    default:
      return never(change)
  }
}
