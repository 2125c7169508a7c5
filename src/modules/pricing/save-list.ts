import { newId, type CustomerGroupId, type MarketId, type PriceListId } from '#kernel/id'
import { currencyOf } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import { markStale, type CacheTag } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import { brokenRule } from '#platform/db-errors'
import { recordEvent } from '#platform/events'
import { insertExtraList, lockMarketRow, productsIn, updateList } from './store.ts'

/** When, and for whom, a list holds. */
export type ListWords = Readonly<{
  name: string
  /** Null: for everybody in the market. */
  groupId: CustomerGroupId | null
  startsAt: Date | null
  endsAt: Date | null
  active: boolean
}>

export type SaveListRefusal =
  | { code: 'not_found' }
  | { code: 'unknown_market' }
  | { code: 'unknown_group' }
  | { code: 'ends_before_start' }
  /** The market's ordinary prices are for everybody, always. */
  | { code: 'ordinary_prices' }
  | { code: 'changed_meanwhile' }

type NewList = ListWords & Readonly<{ marketId: MarketId; actor: string }>

/** Makes a list beside the market's ordinary prices, in the market's currency. It begins without a price. */
export async function createList(
  tx: Tx,
  { marketId, actor, ...words }: NewList,
): Promise<Result<{ priceListId: PriceListId }, SaveListRefusal>> {
  if (endsBeforeStart(words)) return refuse({ code: 'ends_before_start' })
  const currency = await lockMarketRow(tx, marketId)
  if (currency === null) return refuse({ code: 'unknown_market' })
  const id = newId<'price_list'>()
  try {
    await insertExtraList(tx, { id, marketId, currency: currencyOf(currency), ...words })
  } catch (error) {
    if (brokenRule(error) === 'price_lists_group_id_fkey') return refuse({ code: 'unknown_group' })
    throw error
  }
  await recordEvent(tx, { type: 'pricing.list_saved', subjectId: id, actor })
  return ok({ priceListId: id })
}

type Change = ListWords & Readonly<{ id: PriceListId; version: number; actor: string }>

/** Changes when and for whom a list holds, if nobody has changed it since `version` was read. */
export async function changeList(
  tx: Tx,
  { id, version, actor, ...words }: Change,
): Promise<Result<null, SaveListRefusal>> {
  if (endsBeforeStart(words)) return refuse({ code: 'ends_before_start' })
  const known = await tx.selectFrom('price_lists').select('is_base').where('id', '=', id).executeTakeFirst()
  if (!known) return refuse({ code: 'not_found' })
  if (known.is_base) return refuse({ code: 'ordinary_prices' })
  try {
    if (!(await updateList(tx, id, { version, ...words }))) return refuse({ code: 'changed_meanwhile' })
  } catch (error) {
    if (brokenRule(error) === 'price_lists_group_id_fkey') return refuse({ code: 'unknown_group' })
    throw error
  }
  await recordEvent(tx, { type: 'pricing.list_saved', subjectId: id, actor })
  await markStale(tx, ['catalog', ...(await productsIn(tx, id)).map((product): CacheTag => `product:${product}`)])
  return ok(null)
}

const endsBeforeStart = ({ startsAt, endsAt }: ListWords): boolean =>
  startsAt !== null && endsAt !== null && startsAt >= endsAt
