import { newId, type PageId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { markStale } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { brokenRule } from '#platform/db-errors'
import { cleanHtml } from './clean-html.ts'
import { settleSlug } from './redirects.ts'
import { isSlug, slugify } from './slug.ts'
import { deletePageRow, insertPage, updatePage, type PageRow } from './store.ts'

export type PageInput = {
  slug?: string
  title: string
  bodyHtml: string
  seoTitle?: string
  seoDescription?: string
  publishedAt: Date | null
  position?: number
}

export type SavePageRefusal =
  | { code: 'not_found' }
  | { code: 'title_missing' }
  | { code: 'slug_invalid'; slug: string }
  | { code: 'slug_taken'; slug: string }

type SavePage = { id?: PageId; page: PageInput; actor: string }

/** Makes or rewrites a page of words. A new slug leaves a redirect at the old one. */
export async function savePage(
  tx: Tx,
  { id, page, actor }: SavePage,
): Promise<Result<{ pageId: PageId }, SavePageRefusal>> {
  const before = id && (await tx.selectFrom('pages').selectAll().where('id', '=', id).forUpdate().executeTakeFirst())
  if (id && !before) return refuse({ code: 'not_found' })
  const title = page.title.trim()
  if (title === '') return refuse({ code: 'title_missing' })
  const slug = page.slug ?? (before ? before.slug : slugify(title))
  if (!isSlug(slug)) return refuse({ code: 'slug_invalid', slug })

  const pageId = id ?? newId<'page'>()
  const written = await write(tx, pageId, { before: before !== undefined, row: rowOf(page, title, slug) })
  if (!written) return refuse({ code: 'slug_taken', slug })
  await settleSlug(tx, { kind: 'page', id: pageId, slug, before: before?.slug ?? null })
  await recordEvent(tx, { type: 'content.page_saved', subjectId: pageId, data: { slug }, actor })
  await markStale(tx, ['content'])
  return ok({ pageId })
}

const rowOf = (page: PageInput, title: string, slug: string): PageRow => ({
  slug,
  title,
  body_html: cleanHtml(page.bodyHtml),
  seo_title: page.seoTitle?.trim() ?? '',
  seo_description: page.seoDescription?.trim() ?? '',
  published_at: page.publishedAt,
  position: page.position ?? 0,
})

async function write(tx: Tx, id: PageId, { before, row }: { before: boolean; row: PageRow }): Promise<boolean> {
  if (!before) return insertPage(tx, id, row)
  try {
    await updatePage(tx, id, row)
    return true
  } catch (error) {
    if (brokenRule(error) === 'pages_slug_key') return false
    throw error
  }
}

/** Takes a page away; its address answers "not found" from then on. */
export async function deletePage(
  tx: Tx,
  { id, actor }: { id: PageId; actor: string },
): Promise<Result<null, { code: 'not_found' }>> {
  if (!(await deletePageRow(tx, id))) return refuse({ code: 'not_found' })
  await recordEvent(tx, { type: 'content.page_deleted', subjectId: id, actor })
  await markStale(tx, ['content'])
  return ok(null)
}
