import type { Tx } from '#platform/db'
import { saveAttribute } from '#modules/catalog'
import { plainNumber } from './csv/numbers.ts'
import { yesOrNo } from './csv/values.ts'
import type { Loss } from './put-products.ts'
import type { ProductRecord } from './record.ts'

type Values = { code: string; values: string[] }[]

/** Brings attribute values into the form that the shop's attributes ask for. */
export type FittingAttributes = { valuesFor: (record: ProductRecord, losses: Loss[]) => Values | undefined }

/** Makes the attributes that the shop does not have yet, as text, and answers how values fit into all of them. */
export async function attributesFor(tx: Tx, records: readonly ProductRecord[]): Promise<FittingAttributes> {
  const wanted = new Map(records.flatMap((record) => record.attributes ?? []).map(({ code, name }) => [code, name]))
  if (wanted.size === 0) return { valuesFor: (record) => record.attributes && [] }
  const rows = await tx
    .selectFrom('attributes')
    .select(['code', 'type'])
    .where('code', 'in', [...wanted.keys()])
    .execute()
  const types = new Map(rows.map((row) => [row.code, row.type]))
  for (const [code, name] of wanted) {
    if (types.has(code)) continue
    const saved = await saveAttribute(tx, { code, name, type: 'text' })
    if (saved.ok) types.set(code, 'text')
  }
  return { valuesFor: (record, losses) => record.attributes && fitting(record, types, losses) }
}

function fitting(record: ProductRecord, types: ReadonlyMap<string, string>, losses: Loss[]): Values {
  return (record.attributes ?? []).flatMap(({ code, values }) => {
    const type = types.get(code)
    const fits = type === undefined ? [] : values.flatMap((value) => fit(value, type) ?? [])
    if (fits.length < values.length) {
      losses.push({
        line: record.line,
        message: `"${values.join(', ')}" does not fit the attribute ${code} (${type}).`,
      })
    }
    return fits.length === 0 ? [] : [{ code, values: fits }]
  })
}

function fit(value: string, type: string): string | null {
  if (type === 'number') return plainNumber(value, '.')
  if (type !== 'boolean') return value
  const answer = yesOrNo(value)
  return answer === null ? null : String(answer)
}
