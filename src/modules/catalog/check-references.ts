import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { prepared } from '#platform/prepared'
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
  const ids = [media.map(({ mediaId }) => mediaId), categoryIds, attributes.map(({ code }) => code)]
  const [found = { media: 0, categories: 0, attributes: [] }] = await find(tx, ids)
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

const find = prepared<Found>(
  'product_references',
  `select
    (select count(*)::int from media where id = any($1::uuid[])) as media,
    (select count(*)::int from categories where id = any($2::uuid[])) as categories,
    (select coalesce(json_agg(json_build_object('id', id, 'code', code, 'type', type)), '[]')
      from attributes where code = any($3::text[])) as attributes`,
)

function isOfType(type: string, value: string): boolean {
  if (type === 'number') return numberIn(value) !== null
  if (type === 'boolean') return value === 'true' || value === 'false'
  return true
}

/** A plain decimal number as attributes hold it, or null. */
export const numberIn = (value: string): number | null =>
  /^-?\d{1,15}(?:\.\d{1,9})?$/.test(value) ? Number(value) : null
