import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import type { VariantId } from '#kernel/id'
import { command } from '#platform/db'
import { productInput, variantInput } from '#testing/builders'
import { testDb } from '#testing/db'
import { readProductForEdit, saveProduct, type ProductInput } from './index.ts'

const { db } = testDb()

const names = fc.constantFrom([], ['Size'], ['Size', 'Color'], ['Color', 'Size'], ['Size', 'Cut', 'Color'])
const values = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 2 })

/** Any product of up to three options whose values and names overlap, with some of the possible variants. */
const anyProduct = fc
  .record({ names, values: fc.array(values, { minLength: 3, maxLength: 3 }), picks: fc.infiniteStream(fc.boolean()) })
  .chain(({ names: chosen, values: lists, picks }) => {
    const options = chosen.map((name, index) => ({ name, values: (lists[index] ?? []).map((value) => ({ value })) }))
    const all = options.reduce<string[][]>(
      (so, option) => so.flatMap((each) => option.values.map(({ value }) => [...each, value])),
      [[]],
    )
    const some = all.filter(() => picks.next().value)
    return fc.record({
      options: fc.constant(options),
      combinations: fc.shuffledSubarray(some.length > 0 ? some : all, { minLength: 1 }),
      skus: fc.shuffledSubarray(['K1', 'K2', 'K3', 'K4', 'K5', 'K6'], { minLength: 3 }),
      tags: fc.subarray(['new', 'sale', 'gift']),
    })
  })
  .map(({ options, combinations, skus, tags }): ProductInput => ({
    ...productInput({ title: 'Shape', tags, options }),
    variants: combinations.map((each, index) => variantInput({ options: each, sku: skus[index] ?? null })),
  }))

const shape = ({ options, variants, tags }: Pick<ProductInput, 'options' | 'variants' | 'tags'>) => ({
  tags: tags.toSorted(),
  options: options.map(({ name, values: list }) => [name, list.map(({ value }) => value)]),
  variants: variants.map((variant) => [variant.options, variant.sku]),
})

async function links(variantIds: readonly VariantId[]): Promise<string[][]> {
  const rows = await db
    .selectFrom('variant_option_values as l')
    .innerJoin('product_options as o', 'o.id', 'l.option_id')
    .innerJoin('option_values as v', 'v.id', 'l.option_value_id')
    .select(['l.variant_id', 'v.value'])
    .where('l.variant_id', 'in', [...variantIds])
    .orderBy('o.position')
    .execute()
  return variantIds.map((id) => rows.filter((row) => row.variant_id === id).map(({ value }) => value))
}

test('whatever a product was before, it becomes what is saved, and saving that again writes nothing', async () => {
  const save = (product: ProductInput, id?: Parameters<typeof readProductForEdit>[1]) =>
    command(db, (tx) => saveProduct(tx, { id, product, actor: 'anna' }))
  const first = await save(productInput({ title: 'Shape' }))
  if (!first.ok) throw new Error(first.refusal.code)
  const { productId } = first.value

  await fc.assert(
    fc.asyncProperty(anyProduct, async (product) => {
      const saved = await save(product, productId)
      if (!saved.ok) throw new Error(saved.refusal.code)
      const known = await readProductForEdit(db, productId)
      if (!known) throw new Error('not there')

      expect(shape(known.product)).toEqual(shape(product))
      expect(await links(saved.value.variants.map(({ variantId }) => variantId))).toEqual(
        product.variants.map(({ options }) => options),
      )
      expect(await save(product, productId)).toEqual({ ok: true, value: { ...saved.value, changed: false } })
    }),
    { numRuns: 100 },
  )
}, 60_000)
