import type {
  CategoryId,
  CollectionId,
  CouponId,
  CustomerGroupId,
  MarketId,
  ProductId,
  PromotionId,
  VariantId,
} from '#kernel/id'
import type { Currency, Money } from '#kernel/money'

/**
 * What it gives. `ppm` are millionths: 200,000 is 20 %. `times` is the most often it gives in one order; null: as often
 * as the cart holds it.
 */
export type Reward =
  | Readonly<{ kind: 'percent_items' | 'percent_order' | 'shipping'; ppm: number }>
  /** Minor units by currency; in another currency it gives nothing. */
  | Readonly<{ kind: 'amount_items' | 'amount_each' | 'amount_order'; amounts: Amounts }>
  | Readonly<{ kind: 'buy_get'; buy: number; get: number; ppm: number; times: number | null }>
  /** Of every `buy` pieces the cheapest is free. */
  | Readonly<{ kind: 'cheapest_free'; buy: number; times: number | null }>

export type Amounts = Readonly<Record<string, number>>

/** Ids of variants, products, categories (their descendants count) and collections; 'all' of the cart. */
export type ItemSet = 'all' | ReadonlySet<string>

/** A code that may be tried; `state` says why it can still not be used. */
export type Coupon = Readonly<{
  id: CouponId
  code: string
  state: 'usable' | 'used_up' | 'used_by_you' | 'not_first_order'
}>

/** A rule that makes carts cheaper, as far as the engine must know it. */
export type Promotion = Readonly<{
  id: PromotionId
  name: string
  reward: Reward
  /** The higher goes first. */
  priority: number
  /** May be combined with the others that may. */
  stacks: boolean
  /** What is made cheaper, where the reward is for items. */
  rewards: ItemSet
  /** What the minimums are counted over, and of which there must be something. */
  needs: ItemSet
  /** From which value of `needs` on, before discounts; none: whatever it is worth. Another currency: never. */
  minimums: Amounts
  minimumQuantity: number
  markets: 'all' | ReadonlySet<MarketId>
  groups: 'all' | ReadonlySet<CustomerGroupId>
  /** Where the parcel goes. */
  countries: 'all' | ReadonlySet<string>
  startsAt: Date | null
  /** From this instant on it is over. */
  endsAt: Date | null
  /** Null: it needs no code. */
  coupons: readonly Coupon[] | null
}>

export type PromotionLine = Readonly<{
  variantId: VariantId
  productId: ProductId
  /** With all ancestors. */
  categoryIds: readonly CategoryId[]
  collectionIds: readonly CollectionId[]
  quantity: number
  unit: Money
  /** Before discounts: unit × quantity. */
  total: Money
  giftCard: boolean
}>

export type PromotionCart = Readonly<{
  currency: Currency
  lines: readonly PromotionLine[]
  /** Null: nothing is sent, or not known yet. */
  shipping: Money | null
}>

export type PromotionFacts = Readonly<{
  now: Date
  marketId: string
  customerGroupId: string | null
  country: string
  /** As typed, normalized. */
  codes: readonly string[]
}>

/** What one promotion takes off one line or shipping; more than nothing. */
export type Discount = Readonly<{
  promotionId: PromotionId
  couponId: CouponId | null
  code: string | null
  name: string
  amount: Money
}>

/**
 * Why a code does nothing. `unknown` is said of everything that a stranger must not learn: not started, over, switched
 * off, somebody else's, of another market, or not there at all. `beaten`: another offer excludes it or left nothing.
 */
export type CodeRefusal = 'unknown' | 'used_up' | 'used_by_you' | 'not_first_order' | 'not_for_this_cart' | 'beaten'

export type CodeResult =
  | Readonly<{ code: string; state: 'applied'; promotionId: PromotionId }>
  | Readonly<{ code: string; state: 'refused'; reason: CodeRefusal }>

export type Promoted = Readonly<{
  /** In the order of the cart's lines. */
  lines: readonly Readonly<{ discounts: readonly Discount[] }>[]
  shippingDiscounts: readonly Discount[]
  /** In the order of the typed codes, each once. */
  codes: readonly CodeResult[]
}>
