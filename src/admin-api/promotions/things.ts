import { sql } from 'kysely'

import type { PickedItems } from '#modules/promotion'
import type { Db } from '#platform/db'
import type { PickedThing } from './types.ts'

/** All that can be picked, as one table: kind, id, title, hint, and the words it is found by. */
const everything = sql`(
  select 'collection' as kind, id, title, '' as hint, title as found_by, 1 as rank from collections
  union all
  select 'category', c.id, c.title, coalesce((select title from categories where id = c.parent_id), ''), c.title, 2
  from categories c
  union all
  select 'product', id, title, vendor, title || ' ' || vendor, 3 from products where status <> 'archived'
  union all
  select 'variant', v.id, p.title, concat_ws(' · ', nullif(array_to_string(array(
      select jsonb_array_elements_text(v.option_key::jsonb)), ' / '), ''), v.sku), p.title || ' ' || coalesce(v.sku, ''), 4
  from variants v join products p on p.id = v.product_id
  where p.status <> 'archived' and v.archived_at is null and v.option_key <> '[]'
) as t`

const MOST_FOUND = 20

/** What a merchant may mean by these words: collections and categories first, then products, then their variants. */
export async function searchThings(db: Db, search: string): Promise<PickedThing[]> {
  const words = search.split(/\s+/).filter(Boolean).slice(0, 6)
  const matches = words.map((word) => sql`found_by ilike ${`%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`}`)
  const where = matches.length > 0 ? sql.join(matches, sql` and `) : sql`true`
  const { rows } = await sql<PickedThing>`select kind, id, title, hint from ${everything} where ${where}
    order by rank, lower(title), hint limit ${MOST_FOUND}`.execute(db)
  return rows
}

/** The picked things with their names, archived ones too. */
export async function nameThings(db: Db, items: PickedItems): Promise<PickedThing[]> {
  const { rows } = await sql<PickedThing>`
    select 'collection' as kind, id, title, '' as hint from collections where id = any(${[...items.collectionIds]}::uuid[])
    union all
    select 'category', c.id, c.title, coalesce((select title from categories where id = c.parent_id), '')
    from categories c where c.id = any(${[...items.categoryIds]}::uuid[])
    union all
    select 'product', id, title, vendor from products where id = any(${[...items.productIds]}::uuid[])
    union all
    select 'variant', v.id, p.title, concat_ws(' · ', nullif(array_to_string(array(
      select jsonb_array_elements_text(v.option_key::jsonb)), ' / '), ''), v.sku)
    from variants v join products p on p.id = v.product_id where v.id = any(${[...items.variantIds]}::uuid[])
    order by 1, 3`.execute(db)
  return rows
}
