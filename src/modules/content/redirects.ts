import { ok, refuse, type Result } from '#kernel/result'
import { markStale } from '#platform/cache-changes'
import type { Db, Tx } from '#platform/db'
import { pathOf, type PathKind, type RedirectTarget } from './paths.ts'
import { deleteRedirect, repointRedirects, writeRedirect } from './store.ts'

export type AddRedirectRefusal = { code: 'not_a_path'; value: string } | { code: 'to_itself' }

/**
 * Lets an old path lead to a target for ever; naming the path again moves it. Paths are without the language's prefix.
 * A target that is itself an old path is followed now, and old paths that led here move along: no chains.
 */
export async function addRedirect(
  tx: Tx,
  from: string,
  target: RedirectTarget,
): Promise<Result<null, AddRedirectRefusal>> {
  const path = plainPath(from)
  if (path === null) return refuse({ code: 'not_a_path', value: from })
  const end = await endOf(tx, target)
  if (!end.ok) return end
  if (end.value.kind === 'path' && end.value.path === path) return refuse({ code: 'to_itself' })
  await writeRedirect(tx, path, end.value)
  await repointRedirects(tx, path, end.value)
  await markStale(tx, ['content'])
  return ok(null)
}

/** The path belongs to a living page again. */
export async function dropRedirect(tx: Tx, from: string): Promise<void> {
  if (await deleteRedirect(tx, from)) await markStale(tx, ['content'])
}

type Settled = { kind: PathKind; id: string; slug: string; before: string | null }

/** A thing has this slug from now on: the address is its own, and the one it had before (if any) leads to it. */
export async function settleSlug(tx: Tx, { kind, id, slug, before }: Settled): Promise<void> {
  if (before === slug) return
  await dropRedirect(tx, pathOf(kind, slug))
  if (before !== null) await addRedirect(tx, pathOf(kind, before), { kind, id })
}

async function endOf(tx: Tx, target: RedirectTarget): Promise<Result<RedirectTarget, AddRedirectRefusal>> {
  if (target.kind !== 'path') return ok(target)
  const path = plainPath(target.path)
  if (path === null) return refuse({ code: 'not_a_path', value: target.path })
  const next = await tx
    .selectFrom('redirects')
    .select(['target_kind', 'target_id', 'target_path'])
    .where('from_path', '=', path)
    .executeTakeFirst()
  if (!next) return ok({ kind: 'path', path })
  if (next.target_path !== null) return ok({ kind: 'path', path: next.target_path })
  return ok({ kind: next.target_kind as PathKind, id: next.target_id ?? '' })
}

/** `/a/b/?x#y` → `/a/b`; null for what leads out of the shop. */
function plainPath(path: string): string | null {
  const bare = path.trim().replace(/[?#].*$/s, '')
  if (!/^\/(?![/\\])/.test(bare) || bare.length > 2000) return null
  return bare.replace(/\/+$/, '') || '/'
}

/** Where this path leads today, or null. Paths come and go without the language's prefix. */
export async function resolveRedirect(db: Db | Tx, path: string): Promise<string | null> {
  const plain = plainPath(path)
  if (plain === null) return null
  const row = await db
    .selectFrom('redirects as r')
    .leftJoin('products as p', (on) => on.onRef('p.id', '=', 'r.target_id').on('r.target_kind', '=', 'product'))
    .leftJoin('categories as c', (on) => on.onRef('c.id', '=', 'r.target_id').on('r.target_kind', '=', 'category'))
    .leftJoin('collections as l', (on) => on.onRef('l.id', '=', 'r.target_id').on('r.target_kind', '=', 'collection'))
    .leftJoin('pages as g', (on) => on.onRef('g.id', '=', 'r.target_id').on('r.target_kind', '=', 'page'))
    .select(['r.target_kind', 'r.target_path', 'p.slug as product', 'c.slug as category'])
    .select(['l.slug as collection', 'g.slug as page'])
    .where('r.from_path', '=', plain)
    .executeTakeFirst()
  if (!row) return null
  if (row.target_path !== null) return row.target_path
  const kind = row.target_kind as PathKind
  const slug = row[kind]
  return slug === null ? null : pathOf(kind, slug)
}
