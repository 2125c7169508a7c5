import { newId, type CategoryId, type MediaId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { markStale } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import { brokenRule } from '#platform/db-errors'
import { recordEvent } from '#platform/events'
import { cleanHtml, isSlug, settleSlug, slugify } from '#modules/content'
import { lockCategories, writeCategory, type CategoryRow } from './category-store.ts'

export type CategoryInput = {
  parentId: CategoryId | null
  slug?: string | undefined
  title: string
  descriptionHtml?: string
  seoTitle?: string
  seoDescription?: string
  position?: number
  mediaId?: MediaId | null
}

export type SaveCategoryRefusal =
  | { code: 'not_found' }
  | { code: 'title_missing' }
  | { code: 'slug_invalid'; slug: string }
  | { code: 'slug_taken'; slug: string }
  | { code: 'unknown_parent' }
  | { code: 'under_itself' }
  | { code: 'unknown_media' }

type SaveCategory = { id?: CategoryId | undefined; category: CategoryInput; actor: string }

/**
 * Makes or changes a node of the tree. It may move anywhere but below itself. A new slug leaves a redirect behind.
 * A category that is new and has no slug gets a free one of its title.
 */
export async function saveCategory(
  tx: Tx,
  { id, category, actor }: SaveCategory,
): Promise<Result<{ categoryId: CategoryId; slug: string; changed: boolean }, SaveCategoryRefusal>> {
  const all = await lockCategories(tx)
  const before = all.find((each) => each.id === id)
  if (id && !before) return refuse({ code: 'not_found' })
  const row = rowOf(category, before?.slug ?? freeAmong(new Set(all.map((each) => each.slug)), category.title))
  const categoryId = id ?? newId<'category'>()
  const { slug } = row
  const problem = problemOf(all, categoryId, row)
  if (problem) return refuse(problem)
  if (before && isSame(before, row)) return ok({ categoryId, slug, changed: false })

  if (!(await write(tx, { id: categoryId, ...row }))) return refuse({ code: 'unknown_media' })
  await settleSlug(tx, { kind: 'category', id: categoryId, slug, before: before?.slug ?? null })
  await recordEvent(tx, { type: 'catalog.category_saved', subjectId: categoryId, data: { slug }, actor })
  await markStale(tx, [`category:${categoryId}`, 'catalog'])
  return ok({ categoryId, slug, changed: true })
}

type Row = Omit<CategoryRow, 'id'>

function problemOf(all: readonly CategoryRow[], id: CategoryId, row: Row): SaveCategoryRefusal | null {
  const { title, slug } = row
  if (title === '') return { code: 'title_missing' }
  if (!isSlug(slug)) return { code: 'slug_invalid', slug }
  if (all.some((each) => each.slug === slug && each.id !== id)) return { code: 'slug_taken', slug }
  return placeProblem(all, id, row.parent_id)
}

const isSame = (before: CategoryRow, row: Row): boolean =>
  Object.entries(row).every(([column, value]) => before[column as keyof Row] === value)

function placeProblem(
  all: readonly CategoryRow[],
  id: CategoryId,
  parentId: CategoryId | null,
): SaveCategoryRefusal | null {
  const parents = new Map(all.map((each) => [each.id, each.parent_id] as const))
  if (parentId !== null && !parents.has(parentId)) return { code: 'unknown_parent' }
  for (let at: CategoryId | null = parentId; at !== null; at = parents.get(at) ?? null)
    if (at === id) return { code: 'under_itself' }
  return null
}

function freeAmong(taken: ReadonlySet<string>, title: string): string {
  const base = slugify(title) || 'category'
  let slug = base
  for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`
  return slug
}

const rowOf = (category: CategoryInput, slug: string): Row => ({
  parent_id: category.parentId,
  slug: category.slug ?? slug,
  title: category.title.trim(),
  description_html: cleanHtml(category.descriptionHtml ?? ''),
  seo_title: category.seoTitle?.trim() ?? '',
  seo_description: category.seoDescription?.trim() ?? '',
  position: category.position ?? 0,
  media_id: category.mediaId ?? null,
})

async function write(tx: Tx, row: CategoryRow): Promise<boolean> {
  try {
    await writeCategory(tx, row)
    return true
  } catch (error) {
    if (brokenRule(error) === 'categories_media_id_fkey') return false
    throw error
  }
}
