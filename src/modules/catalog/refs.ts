import type { Db, Tx } from '#platform/db'
import { upsertRef, type Ref } from './ref-store.ts'

/** Our ids of many keys of one system and kind, by key. */
export async function refsFor<T extends string>(
  db: Db | Tx,
  { system, kind, keys }: Omit<Ref, 'key'> & { keys: readonly string[] },
): Promise<Map<string, T>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('external_refs')
    .select(['key', 'subject_id'])
    .where('system', '=', system)
    .where('kind', '=', kind)
    .where('key', 'in', [...keys])
    .execute()
  return new Map(rows.map((row) => [row.key, row.subject_id as T]))
}

/** Remembers what that system calls it; naming the key again moves it. */
export async function bindRef(tx: Tx, ref: Ref & { subjectId: string }): Promise<void> {
  await upsertRef(tx, ref)
}
