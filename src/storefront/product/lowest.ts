import type { MarketId, VariantId } from '#kernel/id'
import { money, type Money } from '#kernel/money'
import type { PageVariant } from '#modules/catalog'
import type { LinePrice } from '#modules/pricing'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'

/** What a price was set to, and when. Amounts are minor units. */
export type PastAmount = Readonly<{ amount: number; saleAmount: number | null; at: Date }>

const history = prepared<PastAmount>(
  'price_history_of_variant',
  `select h.amount, h.sale_amount as "saleAmount", h.at
  from price_history h join price_lists l on l.id = h.price_list_id
  where h.variant_id = $1 and l.market_id = $2 and l.is_base and h.from_quantity = 1 and h.amount is not null
  order by h.id desc limit 100`,
)

const WINDOW_MS = 30 * 86_400_000

/**
 * The lowest price of the 30 days before the reduction began, which must stand beside a reduced price (Directive
 * 98/6/EC, Article 6a). Null when the product was not sold before. The newest entry, which made the reduction, comes
 * first; one that was planned ahead asked for its full price until it began.
 */
export function lowestBefore(past: readonly PastAmount[], plannedFor: Date | null): number | null {
  const [last] = past
  if (!last) return null
  const isPlanned = plannedFor !== null && plannedFor > last.at
  const began = isPlanned ? plannedFor : last.at
  const opens = began.getTime() - WINDOW_MS
  const before = past.slice(isPlanned ? 0 : 1)
  // An entry holds until the next one, so the last one from before the window still counts.
  const first = before.findIndex(({ at }) => at.getTime() <= opens)
  const held = first === -1 ? before : before.slice(0, first + 1)
  const amounts = held.map((each) =>
    each === last ? each.amount : Math.min(each.amount, each.saleAmount ?? each.amount),
  )
  return amounts.length > 0 ? Math.min(...amounts) : null
}

type Shown = Readonly<{ variant: PageVariant; price: LinePrice }>
type At = Readonly<{ marketId: MarketId; now: Date }>

/** As `lowestBefore`, for a variant that is shown reduced in this market, by a sale or by a list with dates. */
export async function lowestPriceBefore(
  db: Db,
  { variant, price }: Shown,
  { marketId, now }: At,
): Promise<Money | null> {
  const past = await history(db, [variant.id satisfies VariantId, marketId])
  const lowest =
    price.why === 'list' ? lowestBeforeList(past, listStart(variant, price) ?? now) : lowestOfSale(past, variant)
  return lowest === null ? null : money(lowest, price.unit.currency)
}

const lowestOfSale = (past: readonly PastAmount[], { price }: PageVariant): number | null =>
  lowestBefore(past, price?.saleStartsAt ?? null)

/** A list's reduction stands in no entry of the ordinary prices; what held until it began does. */
function lowestBeforeList(past: readonly PastAmount[], began: Date): number | null {
  const before = past.filter(({ at }) => at < began)
  return lowestBefore(before, began)
}

const listStart = ({ prices }: PageVariant, { listName }: LinePrice): Date | null =>
  prices.find((row) => row.listName === listName && row.fromQuantity === 1)?.startsAt ?? null
