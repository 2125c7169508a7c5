import type { Result } from '#kernel/result'
import { actorOf, audit } from '#modules/staff'
import { command, type Db, type Tx } from '#platform/db'
import type { Ask } from '#platform/http/route'

type Entry = { action: string; subjectId?: string | null; before?: unknown; after?: unknown }

/** Runs a command of the signed-in member of staff and writes it into the audit log, both or neither. */
export function audited<T, R>(
  c: Ask,
  db: Db,
  entry: Entry,
  run: (tx: Tx, actor: string) => Promise<Result<T, R>>,
): Promise<Result<T, R>> {
  const actor = actorOf(c.get('staff'))
  return command(db, async (tx) => {
    const result = await run(tx, actor)
    if (result.ok) await audit(tx, { actor, ...entry })
    return result
  })
}
