import { newId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { markStale } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import { insertAttribute, lockAttribute, updateAttribute } from './attribute-store.ts'

export const attributeTypes = ['text', 'number', 'boolean', 'select'] as const
export type AttributeType = (typeof attributeTypes)[number]

/** What products of a kind can be compared and filtered by. `code` names it in files and addresses. */
export type AttributeInput = {
  code: string
  name: string
  type: AttributeType
  unit?: string
  filterable?: boolean
  position?: number
}

export type SaveAttributeRefusal =
  | { code: 'invalid_code'; value: string }
  | { code: 'name_missing' }
  | { code: 'type_is_fixed' }

/** Makes the attribute with this code, or changes it. Its type stays: stored values were checked against it. */
export async function saveAttribute(
  tx: Tx,
  input: AttributeInput,
): Promise<Result<{ attributeId: string; changed: boolean }, SaveAttributeRefusal>> {
  if (!/^[a-z0-9_]{1,100}$/.test(input.code)) return refuse({ code: 'invalid_code', value: input.code })
  if (input.name.trim() === '') return refuse({ code: 'name_missing' })
  const { code, type, unit = '', filterable = false, position = 0 } = input
  const row = { code, type, unit: unit.trim(), filterable, position, name: input.name.trim() }

  const inserted = await insertAttribute(tx, newId(), row)
  if (!inserted) {
    const before = await lockAttribute(tx, code)
    if (before.type !== type) return refuse({ code: 'type_is_fixed' })
    const same = Object.entries(row).every(([column, value]) => before[column as keyof typeof row] === value)
    if (same) return ok({ attributeId: before.id, changed: false })
    await updateAttribute(tx, row)
    await markStale(tx, ['catalog'])
    return ok({ attributeId: before.id, changed: true })
  }
  await markStale(tx, ['catalog'])
  return ok({ attributeId: inserted, changed: true })
}
