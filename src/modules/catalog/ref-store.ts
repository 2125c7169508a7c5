import type { Tx } from '#platform/db'
import type { Ref } from './refs.ts'

export async function upsertRef(tx: Tx, { system, kind, key, subjectId }: Ref & { subjectId: string }): Promise<void> {
  await tx
    .insertInto('external_refs')
    .values({ system, kind, key, subject_id: subjectId })
    .onConflict((same) => same.columns(['system', 'kind', 'key']).doUpdateSet({ subject_id: subjectId }))
    .execute()
}
