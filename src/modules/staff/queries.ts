import type { Db } from '#platform/db'

/** Names of those who work here by actor (`staff:<id>`), to read a timeline. */
export async function staffNames(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('staff').select(['id', 'email', 'name']).execute()
  return new Map(rows.map(({ id, email, name }) => [`staff:${id}`, name || email]))
}
