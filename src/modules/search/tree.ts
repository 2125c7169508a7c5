import { sql } from 'kysely'

import type { CategoryId, CollectionId, ProductId } from '#kernel/id'
import { readCategoriesForEdit, readCollections, treeOf, type CategoryDetails } from '#modules/catalog'
import { pathOf } from '#modules/content'
import type { Db } from '#platform/db'
import { wordsIn } from './fold.ts'
import type { ListedPicture } from './listed.ts'

/** A category as menus and lists show it; only those stand in the tree that hold a product, here or below. */
export type CategoryNode = Readonly<{
  id: CategoryId
  /** Its place in `CatalogTree.nodes`. */
  number: number
  slug: string
  path: string
  title: string
  /** Those of its title, folded. */
  words: readonly string[]
  descriptionHtml: string
  seoTitle: string
  seoDescription: string
  picture: ListedPicture | null
  children: readonly CategoryNode[]
  /** From the top down to itself. */
  trail: readonly Readonly<{ title: string; path: string; number: number }>[]
}>

export type ListedCollection = Readonly<{
  id: CollectionId
  slug: string
  path: string
  title: string
  descriptionHtml: string
  productIds: readonly ProductId[]
}>

export type CatalogTree = Readonly<{
  top: readonly CategoryNode[]
  nodes: readonly CategoryNode[]
  bySlug: ReadonlyMap<string, CategoryNode>
  byId: ReadonlyMap<string, CategoryNode>
  collections: readonly ListedCollection[]
}>

type Branch = CategoryDetails & { children: Branch[] }

export async function readTree(db: Db): Promise<CatalogTree> {
  const categories = await readCategoriesForEdit(db)
  const { rows } = await sql<{ id: string }>`
    select distinct c.category_id as id from product_categories c join products p on p.id = c.product_id
    where p.status = 'active' and p.published_at is not null`.execute(db)
  const filled = new Set(rows.map((row) => row.id))
  const nodes: CategoryNode[] = []
  const grow = (branch: Branch, above: CategoryNode['trail']): CategoryNode | null => {
    const number = nodes.length
    nodes.push(placeholder)
    const path = pathOf('category', branch.slug)
    const trail = [...above, { title: branch.title, path, number }]
    const children = branch.children.flatMap((child) => grow(child, trail) ?? [])
    if (children.length === 0 && !filled.has(branch.id)) {
      nodes.length = number
      return null
    }
    const { id, slug, title, descriptionHtml, seoTitle, seoDescription, picture } = branch
    const words = wordsIn(title)
    const texts = { title, words, descriptionHtml, seoTitle, seoDescription }
    const node = { id, number, slug, path, ...texts, picture, children, trail }
    nodes[number] = node
    return node
  }
  const top = treeOf(categories).flatMap((branch) => grow(branch as Branch, []) ?? [])
  const collections = await readCollections(db)
  return {
    top,
    nodes,
    bySlug: new Map(nodes.map((node) => [node.slug, node])),
    byId: new Map(nodes.map((node) => [node.id, node])),
    collections: collections.map((each) => ({ ...each, path: pathOf('collection', each.slug) })),
  }
}

/** Keeps a place while the branches below are looked at. */
const placeholder: CategoryNode = {
  id: '' as CategoryId,
  number: -1,
  slug: '',
  path: '',
  title: '',
  words: [],
  descriptionHtml: '',
  seoTitle: '',
  seoDescription: '',
  picture: null,
  children: [],
  trail: [],
}
