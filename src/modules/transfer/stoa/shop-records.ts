import type { CategoryId, CollectionId, MediaId, ProductId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { attributeTypes, saveAttribute, saveCategory, saveCollection, type AttributeType } from '#modules/catalog'
import { addRedirect, cleanHtml, type RedirectTarget } from '#modules/content'
import type { Row } from '../csv/row.ts'
import { wholeNumber } from '../csv/numbers.ts'
import { yesOrNo } from '../csv/values.ts'
import type { Findings } from '../reading.ts'
import { kindOf } from './grouping.ts'
import { parted } from './lists.ts'
import { timeOf } from './times.ts'

/** Puts one row of our own file that is about the shop: an attribute, a category, a collection, a redirect. */
export async function putShopRecord(tx: Tx, row: Row, actor: string, found: Findings): Promise<void> {
  const kind = kindOf(row)
  const refused = await putters[kind]?.(tx, row, actor)
  if (refused)
    found.error(row, kind === 'redirect' ? 'target' : 'slug', `The ${kind} was refused: ${refused}. Left out.`)
}

type Putter = (tx: Tx, row: Row, actor: string) => Promise<string | null>

const positionOf = (row: Row): number => wholeNumber(row.text('position')) ?? 0

const putAttribute: Putter = async (tx, row) => {
  const saved = await saveAttribute(tx, {
    code: row.text('slug'),
    name: row.text('title'),
    type: attributeTypes.find((type): type is AttributeType => type === row.text('type')) ?? 'text',
    unit: row.text('unit'),
    filterable: yesOrNo(row.text('filterable')) === true,
    position: positionOf(row),
  })
  return saved.ok ? null : saved.refusal.code
}

const putCategory: Putter = async (tx, row, actor) => {
  const before = await tx.selectFrom('categories').selectAll().where('slug', '=', row.text('slug')).executeTakeFirst()
  const parent = row.text('parent')
  const above = await tx.selectFrom('categories').select('id').where('slug', '=', parent).executeTakeFirst()
  if (parent !== '' && !above) return `there is no category "${parent}" above it`
  const category = {
    parentId: (above?.id ?? null) as CategoryId | null,
    slug: row.text('slug'),
    title: row.text('title'),
    descriptionHtml: cleanHtml(row.text('html')),
    seoTitle: row.text('seoTitle'),
    seoDescription: row.text('seoDescription'),
    position: positionOf(row),
    mediaId: await mediaOf(tx, row.text('picture')),
  }
  const old = before && [
    before.parent_id,
    before.title,
    before.description_html,
    before.seo_title,
    before.seo_description,
    before.position,
    before.media_id,
  ]
  const now = [
    category.parentId,
    category.title,
    category.descriptionHtml,
    category.seoTitle,
    category.seoDescription,
    category.position,
    category.mediaId,
  ]
  if (JSON.stringify(old) === JSON.stringify(now)) return null
  const saved = await saveCategory(tx, { id: before?.id as CategoryId | undefined, category, actor })
  return saved.ok ? null : saved.refusal.code
}

async function mediaOf(tx: Tx, source: string): Promise<MediaId | null> {
  if (!source.startsWith('media:')) return null
  const row = await tx.selectFrom('media').select('id').where('hash', '=', source.slice(6)).executeTakeFirst()
  return (row?.id ?? null) as MediaId | null
}

const putCollection: Putter = async (tx, row, actor) => {
  const before = await tx.selectFrom('collections').selectAll().where('slug', '=', row.text('slug')).executeTakeFirst()
  const collection = {
    slug: row.text('slug'),
    title: row.text('title'),
    descriptionHtml: cleanHtml(row.text('html')),
    publishedAt: timeOf(row.text('published')),
    position: positionOf(row),
    productIds: await productsOf(tx, parted(row.text('products'))),
  }
  const listed = before ? await listedIn(tx, before.id) : []
  const old = before && [before.title, before.description_html, before.published_at, before.position, listed]
  const now = [
    collection.title,
    collection.descriptionHtml,
    collection.publishedAt,
    collection.position,
    collection.productIds,
  ]
  if (JSON.stringify(old) === JSON.stringify(now)) return null
  const saved = await saveCollection(tx, { id: before?.id as CollectionId | undefined, collection, actor })
  return saved.ok ? null : saved.refusal.code
}

async function productsOf(tx: Tx, slugs: readonly string[]): Promise<ProductId[]> {
  if (slugs.length === 0) return []
  const rows = await tx
    .selectFrom('products')
    .select(['id', 'slug'])
    .where('slug', 'in', [...slugs])
    .execute()
  const ids = new Map(rows.map((row) => [row.slug, row.id as ProductId]))
  return slugs.flatMap((slug) => ids.get(slug) ?? [])
}

async function listedIn(tx: Tx, collectionId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('collection_products')
    .select('product_id')
    .where('collection_id', '=', collectionId)
    .orderBy('position')
    .execute()
  return rows.map((row) => row.product_id)
}

/** `Old paths` lead to `path:/about`, `category:mugs` or `collection:summer`. */
const putRedirect: Putter = async (tx, row) => {
  const target = await targetOf(tx, row.text('target'))
  if (!target) return `"${row.text('target')}" is nowhere in the shop`
  for (const from of parted(row.text('paths'))) {
    const known = await tx.selectFrom('redirects').selectAll().where('from_path', '=', from).executeTakeFirst()
    const same = known && (target.kind === 'path' ? known.target_path === target.path : known.target_id === target.id)
    if (same) continue
    const added = await addRedirect(tx, from, target)
    if (!added.ok) return added.refusal.code
  }
  return null
}

async function targetOf(tx: Tx, text: string): Promise<RedirectTarget | null> {
  const [kind = '', ...rest] = text.split(':')
  const name = rest.join(':')
  if (kind === 'path') return { kind: 'path', path: name }
  if (kind !== 'category' && kind !== 'collection') return null
  const table = kind === 'category' ? ('categories' as const) : ('collections' as const)
  const row = await tx.selectFrom(table).select('id').where('slug', '=', name).executeTakeFirst()
  return row ? { kind, id: row.id } : null
}

const putters: Record<string, Putter> = {
  attribute: putAttribute,
  category: putCategory,
  collection: putCollection,
  redirect: putRedirect,
}
