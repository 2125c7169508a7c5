import type { Tx } from '#platform/db'

/** What another system (a file's format, a supplier) calls a product, variant or category of ours. */
export type Ref = { system: string; kind: 'product' | 'variant' | 'category'; key: string }

export async function upsertRef(tx: Tx, { system, kind, key, subjectId }: Ref & { subjectId: string }): Promise<void> {
  await tx
    .insertInto('external_refs')
    .values({ system, kind, key, subject_id: subjectId })
    .onConflict((same) => same.columns(['system', 'kind', 'key']).doUpdateSet({ subject_id: subjectId }))
    .execute()
}
