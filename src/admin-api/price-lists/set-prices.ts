import type { VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import {
  setListPrices,
  tiersOf,
  variantsBySku,
  type PriceListForEdit,
  type SetListPricesRefusal,
  type Tier,
} from '#modules/pricing'
import type { Tx } from '#platform/db'
import { readPasted, type PastedProblem } from './pasted.ts'

export type PasteRefusal = SetListPricesRefusal | { code: 'unreadable'; problems: readonly PastedProblem[] }

type Paste = Readonly<{ list: PriceListForEdit; version: number; text: string; actor: string }>

/** Sets what was pasted, all of it or nothing; steps that are not named stay. Answers how many prices were read. */
export async function pastePrices(
  tx: Tx,
  { list, version, text, actor }: Paste,
): Promise<Result<{ read: number }, PasteRefusal>> {
  const { lines, problems } = readPasted(text, list.currency)
  const known = await variantsBySku(tx, [...new Set(lines.map(({ sku }) => sku))])
  const unknown = lines.filter(({ sku }) => !known.has(sku))
  const all = [...problems, ...unknown.map(({ sku }) => ({ line: 0, message: `No product has the SKU “${sku}”.` }))]
  if (all.length > 0) return refuse({ code: 'unreadable', problems: all })
  if (lines.length === 0)
    return refuse({ code: 'unreadable', problems: [{ line: 1, message: 'There is no price in it.' }] })

  const wanted = new Map<VariantId, Map<number, number>>()
  for (const [id, tiers] of await tiersOf(tx, list.id, [...known.values()])) wanted.set(id, byQuantity(tiers))
  for (const { sku, fromQuantity, amount } of lines) {
    const id = known.get(sku)
    if (id) wanted.set(id, (wanted.get(id) ?? new Map<number, number>()).set(fromQuantity, amount))
  }
  const set = await setListPrices(tx, { id: list.id, version, prices: pricesOf(wanted), actor })
  return set.ok ? ok({ read: lines.length }) : set
}

const byQuantity = (tiers: readonly Tier[]): Map<number, number> =>
  new Map(tiers.map(({ fromQuantity, amount }) => [fromQuantity, amount]))

const pricesOf = (wanted: ReadonlyMap<VariantId, ReadonlyMap<number, number>>) =>
  [...wanted].map(([variantId, tiers]) => ({
    variantId,
    tiers: [...tiers].map(([fromQuantity, amount]) => ({ fromQuantity, amount })),
  }))
