import { sql, type RawBuilder } from 'kysely'

import type { CartId, CustomerGroupId, CustomerId, MarketId, OrderId, ProductId, VariantId } from '#kernel/id'
import { isLanguage } from '#kernel/locale'
import { currencyOf } from '#kernel/money'
import { nothingThere, type StockPolicy } from '#modules/inventory'
import { listRowsOf, priceFor, priceRowsSql, type PriceRowJson } from '#modules/pricing'
import type { Db } from '#platform/db'
import { runNamed } from '#platform/prepared'
import { together } from '#platform/transaction'
import { viewOf, type Cart, type CartLine, type CartState, type CartView, type Offer } from './cart.ts'
import { hashOf, type CartToken } from './token.ts'

/** The columns of a `Cart`; `c` is carts, `m` markets. */
export const cartColumns = sql`c.id, c.state, c.order_id, c.version, c.language, c.market_id, m.code, m.currency,
  m.tax_display, m.default_country,
  array(select country::text from market_countries where market_id = m.id order by country) as countries,
  c.customer_id, (select group_id from customers where id = c.customer_id) as group_id,
  array(select code from cart_codes where cart_id = c.id order by added_at, code) as codes`

export type CartRow = {
  id: string
  state: string
  order_id: string | null
  version: number
  language: string
  market_id: string
  code: string
  currency: string
  tax_display: string
  default_country: string
  countries: string[]
  customer_id: string | null
  group_id: string | null
  codes: string[]
}

export const cartOf = (row: CartRow): Cart => ({
  id: row.id as CartId,
  state: row.state as CartState,
  orderId: row.order_id as OrderId | null,
  version: row.version,
  language: isLanguage(row.language) ? row.language : 'en',
  marketId: row.market_id as MarketId,
  marketCode: row.code,
  currency: currencyOf(row.currency),
  taxDisplay: row.tax_display === 'exclusive' ? 'exclusive' : 'inclusive',
  defaultCountry: row.default_country,
  countries: row.countries,
  customerId: row.customer_id as CustomerId | null,
  customerGroupId: row.group_id as CustomerGroupId | null,
  codes: row.codes,
})

/** A cart without its lines: how many pieces, and whether any of them is sent. */
export type FoundCart = Cart & Readonly<{ count: number; requiresShipping: boolean }>

/** The shopper's cart, or null when the token names none. It may be `ordered` already. */
export async function findCart(db: Db, token: CartToken): Promise<FoundCart | null> {
  const statement = sql<CartRow & { count: number; requires_shipping: boolean }>`
    select ${cartColumns},
      (select coalesce(sum(quantity), 0)::integer from cart_lines where cart_id = c.id) as count,
      exists (select from cart_lines l join variants v on v.id = l.variant_id
        where l.cart_id = c.id and v.requires_shipping) as requires_shipping
    from carts c join markets m on m.id = c.market_id where c.token_hash = ${hashOf(token)}`
  const [row] = await runNamed(db, 'find_cart', statement)
  return row ? { ...cartOf(row), count: row.count, requiresShipping: row.requires_shipping } : null
}

/**
 * The cart as it is now, with what has changed since the shopper last looked. Null when there is none. `known`: the cart
 * itself as it was read a moment ago, so that only its lines are looked for.
 */
export async function readCart(db: Db, cartId: CartId, now: Date, known?: Cart | null): Promise<CartView | null> {
  if (known) return viewOf(known, (await readLines(db, known.id, { now })).lines)
  const statement = sql<CartRow>`select ${cartColumns} from carts c join markets m on m.id = c.market_id
    where c.id = ${cartId}`
  const [[row], { lines }] = await together(db, (one) =>
    Promise.all([runNamed(one, 'read_cart', statement), readLines(one, cartId, { now })]),
  )
  return row ? viewOf(cartOf(row), lines) : null
}

type OfferRow = {
  variant_id: string
  product_id: string
  slug: string
  title: string
  option_key: string
  sku: string | null
  media_hash: string | null
  weight_grams: number | null
  requires_shipping: boolean
  taxable: boolean
  tax_class: string
  gift_card: boolean
  listed: boolean
  prices: PriceRowJson[] | null
  policy: StockPolicy | null
  available: number | null
  quantity: number | null
  unit_amount: number | null
}

type Asked = Readonly<{ now: Date; also?: VariantId }>

/** The lines of a cart in the order they were put in, and `also`, a variant that may not be among them, in one query. */
export async function readLines(
  db: Db,
  cartId: CartId,
  { now, also }: Asked,
): Promise<{ lines: CartLine[]; offer: Offer | undefined }> {
  const rows = await runNamed(db, 'read_cart_lines', offerRows(cartId, { now, also: also ? [also] : [] }))
  const offers = rows.map((row) => ({ row, offer: offerOf(row, now) }))
  return {
    lines: offers
      .filter(({ row }) => row.quantity !== null)
      .map(({ row, offer }) => ({ offer, quantity: row.quantity ?? 0, shownAmount: row.unit_amount ?? 0 })),
    offer: offers.find(({ offer }) => offer.variantId === also)?.offer,
  }
}

const prices = priceRowsSql({
  variantId: sql.ref('v.id'),
  marketId: sql.ref('c.market_id'),
  groupId: sql.ref('cu.group_id'),
})

const offerRows = (
  cartId: CartId,
  { now, also }: { now: Date; also: VariantId[] },
): RawBuilder<OfferRow> => sql<OfferRow>`
  select v.id as variant_id, v.product_id, p.slug, p.title, v.option_key, v.sku, v.weight_grams, v.requires_shipping,
    v.taxable, p.tax_class, p.gift_card, p.status = 'active' and p.published_at <= ${now} and v.archived_at is null as listed,
    ${prices} as prices, s.policy, s.available, l.quantity, l.unit_amount,
    coalesce(
      (select m.hash from variant_media vm join media m on m.id = vm.media_id
        where vm.variant_id = v.id order by vm.position limit 1),
      (select m.hash from product_media pm join media m on m.id = pm.media_id
        where pm.product_id = v.product_id order by pm.position limit 1)) as media_hash
  from carts c left join customers cu on cu.id = c.customer_id join variants v
      on v.id = any(array(select variant_id from cart_lines where cart_id = ${cartId}) || ${also}::uuid[])
    join products p on p.id = v.product_id
    left join cart_lines l on l.variant_id = v.id and l.cart_id = c.id
    left join lateral (
      select min(policy) as policy, sum(on_hand - reserved)::integer as available
      from stock_levels where variant_id = v.id having count(*) > 0
    ) s on true
  where c.id = ${cartId}
  order by l.added_at, v.id`

function offerOf(row: OfferRow, now: Date): Offer {
  const rows = row.listed ? listRowsOf(row.prices) : []
  return {
    variantId: row.variant_id as VariantId,
    productId: row.product_id as ProductId,
    slug: row.slug,
    title: row.title,
    variantTitle: variantTitleOf(row.option_key),
    sku: row.sku,
    mediaHash: row.media_hash,
    weightGrams: row.weight_grams ?? 0,
    requiresShipping: row.requires_shipping && !row.gift_card,
    taxable: row.taxable && !row.gift_card,
    taxClass: row.tax_class,
    giftCard: row.gift_card,
    prices: rows,
    price: priceFor(rows, { quantity: row.quantity ?? 1, now }),
    availability:
      row.policy !== null && row.available !== null ? { policy: row.policy, available: row.available } : nothingThere,
  }
}

/** `["M","Sea"]` → `M / Sea`. */
function variantTitleOf(optionKey: string): string {
  const values: unknown = JSON.parse(optionKey)
  return Array.isArray(values) ? values.join(' / ') : ''
}
