import { sql } from 'kysely'

import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import type { CheckedProduct } from './product.ts'

export type ReferenceProblem =
  | { code: 'unknown_media' }
  | { code: 'unknown_category' }
  | { code: 'unknown_attribute'; attribute: string }
  | { code: 'attribute_value'; attribute: string; value: string }

type Attribute = { id: string; code: string; type: string }

/** The attributes that a product names, by code. */
export type References = ReadonlyMap<string, Attribute>

type Found = { media: number; categories: number; attributes: Attribute[] }

/** Is all there that this product names, and does each attribute value have its attribute's type? */
export async function checkReferences(tx: Tx, product: CheckedProduct): Promise<Result<References, ReferenceProblem>> {
  const { media, categoryIds, attributes } = product
  if (media.length + categoryIds.length + attributes.length === 0) return ok(new Map())
  const found = await find(tx, product)
  if (found.media !== media.length) return refuse({ code: 'unknown_media' })
  if (found.categories !== categoryIds.length) return refuse({ code: 'unknown_category' })
  const known = new Map(found.attributes.map((attribute) => [attribute.code, attribute]))
  for (const { code, values } of attributes) {
    const attribute = known.get(code)
    if (!attribute) return refuse({ code: 'unknown_attribute', attribute: code })
    const odd = values.find((value) => !isOfType(attribute.type, value))
    if (odd !== undefined) return refuse({ code: 'attribute_value', attribute: code, value: odd })
  }
  return ok(known)
}

async function find(tx: Tx, { media, categoryIds, attributes }: CheckedProduct): Promise<Found> {
  const { rows } = await sql<Found>`
    select
      (select count(*)::int from media where id = any(${media.map(({ mediaId }) => mediaId)}::uuid[])) as media,
      (select count(*)::int from categories where id = any(${categoryIds}::uuid[])) as categories,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'type', type)), '[]')
        from attributes where code = any(${attributes.map(({ code }) => code)}::text[])) as attributes`.execute(tx)
  return rows[0] ?? { media: 0, categories: 0, attributes: [] }
}

function isOfType(type: string, value: string): boolean {
  if (type === 'number') return numberIn(value) !== null
  if (type === 'boolean') return value === 'true' || value === 'false'
  return true
}

/** A plain decimal number as attributes hold it, or null. */
export const numberIn = (value: string): number | null =>
  /^-?\d{1,15}(?:\.\d{1,9})?$/.test(value) ? Number(value) : null
