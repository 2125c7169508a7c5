import type { Tx } from '#platform/db'
import { insertAudit } from './store.ts'

type Change = { before?: unknown; after?: unknown }
type Audited = { actor: string; action: string; subjectId?: string | null } & Change

/** Writes down who changed what, in the transaction of the change; before and after hold only what differs. */
export async function audit(tx: Tx, { actor, action, subjectId = null, before, after }: Audited): Promise<void> {
  await insertAudit(tx, { actor, action, subjectId, data: differenceOf(before, after) })
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** Fields that stayed the same are left out. */
export function differenceOf(before: unknown, after: unknown): { before?: unknown; after?: unknown } {
  if (!isRecord(before) || !isRecord(after)) {
    return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  const only = (all: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(changed.filter((name) => name in all).map((name) => [name, all[name]]))
  return { before: only(before), after: only(after) }
}
