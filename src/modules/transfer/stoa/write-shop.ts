import { sql } from 'kysely'

import type { Db } from '#platform/db'
import { factsText } from '../pictures/facts.ts'
import type { MediaFacts } from '../stored-products.ts'
import type { Cells } from './write.ts'
import { joined } from './lists.ts'

/** The shop's attributes, then its categories from the top down. */
export async function rowsBefore(db: Db): Promise<Cells[]> {
  const attributes = await db.selectFrom('attributes').selectAll().orderBy('position').orderBy('code').execute()
  const { rows } = await sql<CategoryRow>`
    with recursive tree as (
      select id, null::text as parent, 0 as depth from categories where parent_id is null
      union all select c.id, p.slug, t.depth + 1
        from categories c join tree t on t.id = c.parent_id join categories p on p.id = c.parent_id
    )
    select c.slug, c.title, c.description_html as html, c.seo_title as "seoTitle", c.seo_description as "seoDescription",
      c.position, t.parent, to_jsonb(m) as media
    from tree t join categories c on c.id = t.id left join media m on m.id = c.media_id
    order by t.depth, c.position, c.slug collate "C"`.execute(db)
  return [
    ...attributes.map((each): Cells => ({
      record: 'attribute',
      slug: each.code,
      title: each.name,
      type: each.type,
      unit: each.unit,
      filterable: each.filterable ? 'yes' : 'no',
      position: String(each.position),
    })),
    ...rows.map(categoryCells),
  ]
}

type CategoryRow = {
  slug: string
  title: string
  html: string
  seoTitle: string
  seoDescription: string
  position: number
  parent: string | null
  media: (Omit<MediaFacts, 'sourceUrl'> & { source_url: string | null }) | null
}

const categoryCells = ({ media, parent, position, ...words }: CategoryRow): Cells => ({
  record: 'category',
  ...words,
  parent: parent ?? '',
  position: String(position),
  ...(media && { picture: `media:${media.hash}`, pictureFacts: factsText({ ...media, sourceUrl: media.source_url }) }),
})

/** Collections, and old addresses that lead to something else than a product. */
export async function rowsAfter(db: Db): Promise<Cells[]> {
  const { rows: collections } = await sql<CollectionRow>`
    select c.slug, c.title, c.description_html as html, c.published_at as "publishedAt", c.position,
      array(select p.slug from collection_products cp join products p on p.id = cp.product_id
        where cp.collection_id = c.id order by cp.position, p.slug collate "C") as products
    from collections c order by c.position, c.slug collate "C"`.execute(db)
  const { rows: redirects } = await sql<{ from: string; target: string }>`
    select r.from_path as "from", case r.target_kind when 'path' then 'path:' || r.target_path
      when 'category' then 'category:' || c.slug else 'collection:' || l.slug end as target
    from redirects r left join categories c on c.id = r.target_id left join collections l on l.id = r.target_id
    where r.target_kind = 'path' or c.id is not null or l.id is not null
    order by r.from_path collate "C"`.execute(db)
  return [
    ...collections.map(({ publishedAt, position, products, ...words }): Cells => ({
      record: 'collection',
      ...words,
      published: publishedAt?.toISOString() ?? '',
      position: String(position),
      products: joined(products),
    })),
    ...redirects.map(({ from, target }): Cells => ({ record: 'redirect', paths: joined([from]), target })),
  ]
}

type CollectionRow = {
  slug: string
  title: string
  html: string
  publishedAt: Date | null
  position: number
  products: string[]
}
