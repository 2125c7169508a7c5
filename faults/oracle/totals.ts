import { rateFor, spread, taxOf, total, type Rate } from './arithmetic.ts'
import { discounted, type Offer } from './discounts.ts'
import type { Ask, Violation } from './judge.ts'
import { everyOffer, type Given, offerMistakes } from './offers.ts'
import type { Thing } from './picked.ts'

type Line = Thing & {
  id: string
  discount: number
  tax: number
  class: string
  isTaxed: boolean
  grams: number
}

type Row = {
  number: string
  market: string
  currency: string
  contained: boolean
  reversed: boolean
  country: string
  region: string
  postcode: string
  day: string
  at: string
  group: string | null
  hasCodes: boolean
  lines: Line[]
  given: Given[]
  subtotal: string
  discount: string
  relief: string
  shipping: string
  shippingName: string
  tax: string
  total: string
  asked: string[][]
}

/**
 * I10: every order reckoned again from the catalog's rows: the prices that held when it was placed, the rates of the
 * place on that day, the price of the parcel, the offers and the things that they pick. What the shop wrote must be what
 * comes out, to the last unit.
 */
export async function totalViolations(ask: Ask): Promise<Violation[]> {
  const orders = await ask<Row>(everyOrder)
  const rates = new Map<string, Rate[]>()
  for (const key of new Set(orders.map(({ country, day }) => `${country} ${day}`))) {
    const [country, day] = key.split(' ')
    rates.set(key, await ask<Rate>(ratesOn, [country, day]))
  }
  const methods = await ask<Method>(everyMethod)
  const offers = new Map((await ask<Offer>(everyOffer)).map((offer) => [offer.id, offer]))
  const where = orders.flatMap((order) => {
    const known = { rates: rates.get(`${order.country} ${order.day}`) ?? [], methods, offers }
    return mistakes(order, known).map((words) => `${order.number}: ${words}`)
  })
  return where.length > 0 ? [{ invariant: 'I10', says: 'a sum that does not come out', where: where.slice(0, 5) }] : []
}

type Known = { rates: readonly Rate[]; methods: readonly Method[]; offers: ReadonlyMap<string, Offer> }

function mistakes(order: Row, { rates, methods, offers }: Known): string[] {
  const goods = order.lines.map((line) => BigInt(line.unit) * BigInt(line.quantity))
  const bought = { things: order.lines, shipping: BigInt(order.shipping), currency: order.currency }
  const off = takenOff(order, offers)
  const lines = goods.map((sum, index) => sum - (off.lines[index] ?? 0n))
  const parts = [...lines, BigInt(order.shipping) - off.shipping]
  const place = { region: order.region, postcode: order.postcode }
  const ppms = order.lines.map((line) => (line.isTaxed ? rateFor(rates, place, line.class) : 0n))
  const perPart = taxesOf(parts, [...ppms, rateFor(rates, place, 'standard')], order.contained)
  const taxes = total(perPart)
  const relief = order.reversed && order.contained ? taxes : 0n
  const tax = order.reversed ? 0n : taxes
  const expected = total(parts) - relief + (order.contained ? 0n : tax)
  const fits = (what: string, is: bigint, written: string | number): string[] =>
    is === BigInt(written) ? [] : [`${what} is ${is}, written ${written}`]
  return [
    ...order.lines.flatMap((line, index) => [
      ...(order.asked[index]?.includes(String(line.unit)) ? [] : [`nobody asked ${line.unit} for ${line.variant}`]),
      ...fits('discount of a line', off.lines[index] ?? 0n, line.discount),
      ...(order.reversed ? [] : fits('tax of a line', perPart[index] ?? 0n, line.tax)),
    ]),
    ...offerMistakes(bought, order, offers),
    ...fits('what the goods cost', total(goods), order.subtotal),
    ...fits('discount', total(off.lines) + off.shipping, order.discount),
    ...fits('relief', relief, order.relief),
    ...fits('tax', tax, order.tax),
    ...fits('total', expected, order.total),
    ...(shippingFits(order, methods, total(goods)) ? [] : [`nobody sends it for ${order.shipping}`]),
  ]
}

/** By all the offers that the order was given. */
function takenOff({ lines, shipping, currency, given }: Row, offers: ReadonlyMap<string, Offer>) {
  const ids = [...new Set(given.map(({ promotion }) => promotion))]
  const mine = ids.flatMap((id) => offers.get(id) ?? [])
  const each = discounted({ things: lines, shipping: BigInt(shipping), currency }, mine).map(({ off }) => off)
  return {
    lines: lines.map((_, index) => total(each.map((off) => off.lines[index] ?? 0n))),
    shipping: total(each.map((off) => off.shipping)),
  }
}

/** Once for each rate on the sum of everything at that rate, then spread. */
function taxesOf(parts: readonly bigint[], ppms: readonly bigint[], isContained: boolean): bigint[] {
  const taxes = parts.map(() => 0n)
  for (const ppm of new Set(ppms)) {
    const at = parts.flatMap((_, index) => (ppms[index] === ppm ? [index] : []))
    const sums = at.map((index) => parts[index] ?? 0n)
    const shares = spread(taxOf(total(sums), ppm, isContained), sums)
    for (const [nth, index] of at.entries()) taxes[index] = shares[nth] ?? 0n
  }
  return taxes
}

type Method = {
  market: string
  names: string[]
  countries: string[]
  kind: string
  freeFrom: string | null
  rates: { upTo: number | null; amount: number }[]
}

function shippingFits(order: Row, methods: readonly Method[], goods: bigint): boolean {
  if (order.shippingName === '') return BigInt(order.shipping) === 0n
  const grams = order.lines.reduce((sum, line) => sum + line.grams * line.quantity, 0)
  return methods
    .filter(({ market, countries }) => market === order.market && countries.includes(order.country))
    .filter(({ names }) => names.includes(order.shippingName))
    .some((method) => priceOf(method, grams, goods) === BigInt(order.shipping))
}

function priceOf({ kind, freeFrom, rates }: Method, grams: number, goods: bigint): bigint | null {
  const measure = kind === 'by_weight' ? grams : kind === 'by_value' ? Number(goods) : 0
  const limit = ({ upTo }: { upTo: number | null }): number => upTo ?? Number.POSITIVE_INFINITY
  const rate = rates.toSorted((a, b) => limit(a) - limit(b)).find((step) => measure <= limit(step))
  if (!rate) return null
  return freeFrom !== null && goods >= BigInt(freeFrom) ? 0n : BigInt(rate.amount)
}

/** Prices count that held at some moment of the fifteen seconds before: a click takes its time. */
const everyOrder = `with recursive above(category_id, id) as (
    select id, id from categories
    union select above.category_id, c.parent_id from above join categories c on c.id = above.id where c.parent_id is not null
  ), shelves as (
    select p.id as product_id, p.id::text
      || array(select above.id::text from product_categories c join above using (category_id) where c.product_id = p.id)
      || array(select collection_id::text from collection_products where product_id = p.id) as ids
    from products p where p.id in (select product_id from order_lines)
  )
  select o.number, o.market_id as market, o.prices_include_tax as contained,
    coalesce(o.shipping_address, o.billing_address) ->> 'country' as country,
    coalesce(o.shipping_address, o.billing_address) ->> 'region' as region,
    coalesce(o.shipping_address, o.billing_address) ->> 'postcode' as postcode,
    to_char(o.placed_at at time zone 'UTC', 'YYYY-MM-DD') as day,
    o.subtotal_amount as subtotal, o.shipping_amount as shipping, o.shipping_name as "shippingName",
    o.discount_amount as discount, o.codes <> '[]' as "hasCodes",
    to_char(o.placed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at,
    (select group_id from customers where id = o.customer_id) as "group", o.tax_relief_amount as relief, o.reverse_charge as reversed, o.currency,
    o.tax_amount as tax, o.total_amount as total,
    (select jsonb_agg(jsonb_build_object('id', l.id, 'variant', l.variant_id, 'quantity', l.quantity, 'unit', l.unit_amount,
        'discount', l.discount_amount, 'tax', l.tax_amount, 'class', p.tax_class,
        'isGiftCard', l.gift_card, 'ids', l.variant_id::text || shelves.ids,
        'isTaxed', v.taxable and not l.gift_card, 'grams', l.weight_grams) order by l.position)
      from order_lines l join variants v on v.id = l.variant_id join products p on p.id = v.product_id
        join shelves on shelves.product_id = p.id
      where l.order_id = o.id) as lines,
    coalesce((select jsonb_agg(jsonb_build_object('promotion', d.promotion_id, 'amount', d.amount,
        'line', (select count(*) from order_lines b join order_lines l on l.id = d.line_id and b.position < l.position
          where b.order_id = o.id and d.line_id is not null) * case when d.line_id is null then null else 1 end))
      from order_discounts d where d.order_id = o.id), '[]') as given,
    (select jsonb_agg((
        select coalesce(jsonb_agg(distinct h.asked), '[]') from (
          select coalesce(sale_amount, amount)::text as asked, at,
            lead(at) over (order by id) as until
          from price_history where variant_id = l.variant_id
            and price_list_id in (select id from price_lists where market_id = o.market_id)
        ) h where h.at <= o.placed_at and coalesce(h.until, 'infinity') >= o.placed_at - interval '15 seconds'
      ) order by l.position) from order_lines l where l.order_id = o.id) as asked
  from orders o where exists (select from order_lines l where l.order_id = o.id)`

const ratesOn = `select distinct on (region, postcode_pattern, class) region, postcode_pattern as postcodes, class,
    rate_ppm as ppm from tax_rates where country = $1 and starts_on <= $2::date
  order by region, postcode_pattern, class, starts_on desc`

const everyMethod = `select z.market_id as market, m.kind, m.free_from_amount as "freeFrom",
    array(select value from jsonb_each_text(m.name)) as names,
    array(select country::text from shipping_zone_countries where zone_id = z.id) as countries,
    (select jsonb_agg(jsonb_build_object('upTo', up_to, 'amount', amount)) from shipping_rates
      where method_id = m.id) as rates
  from shipping_methods m join shipping_zones z on z.id = m.zone_id`
