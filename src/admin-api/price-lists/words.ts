import { never } from '#kernel/result'
import type { SaveListRefusal, SetListPricesRefusal } from '#modules/pricing'

type Told = { path: string; message: string }

/** What is wrong with a list, and beside which field it is said; '' for the whole. */
export function explainList(refusal: SaveListRefusal): Told {
  switch (refusal.code) {
    case 'not_found':
      return { path: '', message: 'This list is no more.' }
    case 'unknown_market':
      return { path: 'marketId', message: 'This market is no more. Please reload.' }
    case 'unknown_group':
      return { path: 'groupId', message: 'This group is no more. Please reload.' }
    case 'ends_before_start':
      return { path: 'endsAt', message: 'It ends before it starts.' }
    case 'ordinary_prices':
      return { path: '', message: 'A market’s ordinary prices are for everybody, always.' }
    case 'changed_meanwhile':
      return { path: '', message: stale }
    default:
      return never(refusal)
  }
}

const stale = 'Somebody has changed this list while you were at it. Reload to see it as it is.'

/** The same for its prices; `path` is the variant. */
export function explainPrices(refusal: SetListPricesRefusal): Told {
  switch (refusal.code) {
    case 'not_found':
      return { path: '', message: 'This list is no more.' }
    case 'changed_meanwhile':
      return { path: '', message: stale }
    case 'unknown_variant':
      return { path: '', message: 'Something in here was deleted meanwhile. Please reload.' }
    case 'invalid_amount':
      return { path: refusal.variantId, message: 'An amount looks like 19.95.' }
    case 'invalid_quantity':
      return { path: refusal.variantId, message: 'Whole numbers of pieces, from 1 to 999.' }
    case 'quantity_twice':
      return { path: refusal.variantId, message: 'Two prices for the same number of pieces.' }
    default:
      return never(refusal)
  }
}
