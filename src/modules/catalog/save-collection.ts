import { newId, type CollectionId, type ProductId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { markStale } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import { brokenRule } from '#platform/db-errors'
import { recordEvent } from '#platform/events'
import { cleanHtml, isSlug, settleSlug, slugify } from '#modules/content'
import { lockCollection, writeCollection, type CollectionRow } from './collection-store.ts'

export type CollectionInput = {
  slug?: string | undefined
  title: string
  descriptionHtml?: string
  publishedAt: Date | null
  position?: number
  /** By hand, in this order. */
  productIds: ProductId[]
}

export type SaveCollectionRefusal =
  | { code: 'not_found' }
  | { code: 'title_missing' }
  | { code: 'slug_invalid'; slug: string }
  | { code: 'slug_taken'; slug: string }
  | { code: 'unknown_product' }

type SaveCollection = { id?: CollectionId | undefined; collection: CollectionInput; actor: string }

/** Makes or rewrites a collection that is put together by hand. A new slug leaves a redirect behind. */
export async function saveCollection(
  tx: Tx,
  { id, collection, actor }: SaveCollection,
): Promise<Result<{ collectionId: CollectionId }, SaveCollectionRefusal>> {
  const before = id ? await lockCollection(tx, id) : null
  if (id && !before) return refuse({ code: 'not_found' })
  const row = rowOf(collection, before?.slug)
  if (row.title === '') return refuse({ code: 'title_missing' })
  const { slug } = row
  if (!isSlug(slug)) return refuse({ code: 'slug_invalid', slug })

  const collectionId = id ?? newId<'collection'>()
  const refusal = await write(tx, { id: collectionId, ...row }, collection.productIds)
  if (refusal) return refuse(refusal)
  await settleSlug(tx, { kind: 'collection', id: collectionId, slug, before: before?.slug ?? null })
  await recordEvent(tx, { type: 'catalog.collection_saved', subjectId: collectionId, data: { slug }, actor })
  await markStale(tx, ['catalog'])
  return ok({ collectionId })
}

const rowOf = (collection: CollectionInput, slugBefore: string | undefined): Omit<CollectionRow, 'id'> => ({
  slug: collection.slug ?? slugBefore ?? slugify(collection.title),
  title: collection.title.trim(),
  description_html: cleanHtml(collection.descriptionHtml ?? ''),
  published_at: collection.publishedAt,
  position: collection.position ?? 0,
})

async function write(
  tx: Tx,
  row: CollectionRow,
  productIds: readonly ProductId[],
): Promise<SaveCollectionRefusal | null> {
  try {
    await writeCollection(tx, row, [...new Set(productIds)])
    return null
  } catch (error) {
    const rule = brokenRule(error)
    if (rule === 'collections_slug_key') return { code: 'slug_taken', slug: row.slug }
    if (rule === 'collection_products_product_id_fkey') return { code: 'unknown_product' }
    throw error
  }
}
