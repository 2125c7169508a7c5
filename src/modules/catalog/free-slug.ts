import { sql } from 'kysely'

import type { Tx } from '#platform/db'
import { pathOf, slugify } from '#modules/content'

const TRIES = 50

/**
 * A slug made of the title that nobody has, and that is nobody's old address: `mug`, else `mug-2`, … . Those who
 * ask for the same title at once take turns.
 */
export async function freeSlug(tx: Tx, title: string): Promise<string> {
  const base = slugify(title) || 'product'
  await sql`select pg_advisory_xact_lock(hashtextextended(${base}, 0))`.execute(tx)
  for (let from = 1; ; from += TRIES) {
    const slugs = Array.from({ length: TRIES }, (_, index) => (from + index === 1 ? base : `${base}-${from + index}`))
    const taken = await tx
      .selectFrom('products')
      .select('slug')
      .where('slug', 'in', slugs)
      .union(
        tx
          .selectFrom('redirects')
          .select('from_path as slug')
          .where(
            'from_path',
            'in',
            slugs.map((slug) => pathOf('product', slug)),
          ),
      )
      .execute()
    const used = new Set(taken.map(({ slug }) => slug))
    const free = slugs.find((slug) => !used.has(slug) && !used.has(pathOf('product', slug)))
    if (free !== undefined) return free
  }
}
