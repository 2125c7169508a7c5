import type { Tx } from '#platform/db'

export type AttributeRow = {
  code: string
  name: string
  type: string
  unit: string
  filterable: boolean
  position: number
}

/** The new id, or null when there is one with this code. */
export async function insertAttribute(tx: Tx, id: string, row: AttributeRow): Promise<string | null> {
  const inserted = await tx
    .insertInto('attributes')
    .values({ id, ...row })
    .onConflict((same) => same.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted?.id ?? null
}

export const lockAttribute = (tx: Tx, code: string): Promise<AttributeRow & { id: string }> =>
  tx.selectFrom('attributes').selectAll().where('code', '=', code).forUpdate().executeTakeFirstOrThrow()

export async function updateAttribute(tx: Tx, { code, ...columns }: AttributeRow): Promise<void> {
  await tx.updateTable('attributes').set(columns).where('code', '=', code).execute()
}
