import { sql } from 'kysely'

import { newId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'
import type { Tally } from './report.ts'

export type Run = { id: string; done: number; tally: Tally | null }

/** The run of this file that was not finished, or a new one. */
export async function takeRun(tx: Tx, fileHash: string, system: string): Promise<Run> {
  await sql`insert into import_runs (id, file_hash, system, state) values (${newId()}, ${fileHash}, ${system}, 'running')
    on conflict (file_hash) where state = 'running' do nothing`.execute(tx)
  const row = await tx
    .selectFrom('import_runs')
    .select(['id', 'done', 'counts'])
    .where('file_hash', '=', fileHash)
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow()
  return { id: row.id, done: row.done, tally: row.done > 0 ? (row.counts as unknown as Tally) : null }
}

/**
 * Notes, in the transaction that stores them, how many products are done. False when somebody else has moved the run on
 * meanwhile: two processes import the same file.
 */
export async function advanceRun(tx: Tx, run: Run, done: number, tally: Tally): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('import_runs')
    .set({ done, counts: JSON.stringify(tally) })
    .where('id', '=', run.id)
    .where('done', '=', run.done)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function finishRun(db: Db | Tx, run: Run, now: Date): Promise<void> {
  await db.updateTable('import_runs').set({ state: 'done', finished_at: now }).where('id', '=', run.id).execute()
}
