import { sql } from 'kysely'

import type { Tx } from '#platform/db'
import type { PickedItems, PromotionInput, PromotionProblem } from './promotion-input.ts'

/** What the promotion names and the shop does not know (any more). */
export async function unknownThings(tx: Tx, promotion: PromotionInput): Promise<PromotionProblem[]> {
  const { rewards, needs, markets, groups } = promotion
  const problems: PromotionProblem[] = []
  if (typeof rewards !== 'string' && (await areUnknown(tx, rewards))) {
    problems.push({ path: 'rewards', code: 'unknown_item' })
  }
  if (typeof needs !== 'string' && (await areUnknown(tx, needs))) problems.push({ path: 'needs', code: 'unknown_item' })
  const { rows } = await sql<{ markets: boolean; groups: boolean }>`select
    exists (select from unnest(${ids(markets)}::uuid[]) as id where id not in (select id from markets)) as markets,
    exists (select from unnest(${ids(groups)}::uuid[]) as id where id not in (select id from customer_groups)) as groups
  `.execute(tx)
  if (rows[0]?.markets) problems.push({ path: 'markets', code: 'unknown_market' })
  if (rows[0]?.groups) problems.push({ path: 'groups', code: 'unknown_group' })
  return problems
}

const ids = (set: 'all' | readonly string[]): string[] => (set === 'all' ? [] : [...set])

async function areUnknown(tx: Tx, items: PickedItems): Promise<boolean> {
  const { rows } = await sql<{ unknown: boolean }>`select
    exists (select from unnest(${[...items.productIds]}::uuid[]) as id where id not in (select id from products))
    or exists (select from unnest(${[...items.variantIds]}::uuid[]) as id where id not in (select id from variants))
    or exists (select from unnest(${[...items.categoryIds]}::uuid[]) as id where id not in (select id from categories))
    or exists (select from unnest(${[...items.collectionIds]}::uuid[]) as id
      where id not in (select id from collections)) as unknown`.execute(tx)
  return rows[0]?.unknown ?? false
}
