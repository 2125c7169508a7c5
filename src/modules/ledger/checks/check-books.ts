import { ok } from '#kernel/result'
import { command, type Db } from '#platform/db'
import { insertCheck } from '../store.ts'
import { findBreaks, type Break } from './reconcile.ts'

/** What a look at the books found. `checked`: entries and agreed orders. */
export type BooksCheck = Readonly<{ at: Date; checked: number; breaks: readonly Break[] }>

/** Looks whether all books agree and keeps what was found: each night, and when staff ask. */
export async function checkBooks(db: Db, now: Date): Promise<BooksCheck> {
  const found = await findBreaks(db)
  await command(db, async (tx) => ok(await insertCheck(tx, { ...found, at: now })))
  return { at: now, ...found }
}

/** What the last look found; null before the first. */
export async function readLastCheck(db: Db): Promise<BooksCheck | null> {
  const row = await db
    .selectFrom('ledger_checks')
    .select(['at', 'checked', 'breaks'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { at: row.at, checked: row.checked, breaks: row.breaks as Break[] } : null
}
