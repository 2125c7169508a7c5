import fc from 'fast-check'
import { expect, test } from 'vitest'

import { readAll, csvLine } from './reading.test-support.ts'

const headers = {
  shopify:
    'Handle,Title,Body (HTML),Type,Tags,Status,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Image Src,Image Position,Variant Image,Price / Elsewhere',
  woocommerce:
    'ID,Type,SKU,Name,Published,Description,Date sale price ends,Stock,Backorders allowed?,Weight (kg),Sale price,Regular price,Categories,Images,Parent,Position,Attribute 1 name,Attribute 1 value(s),Attribute 2 name,Attribute 2 value(s)',
  magento:
    'sku,store_view_code,product_type,categories,name,visibility,price,special_price,special_price_to_date,url_key,base_image,additional_images,additional_attributes,qty,weight,configurable_variations,configurable_variation_labels',
  stoa: 'Record,Slug,Title,Tags,Status,Published at,Categories,Options,Swatch,SKU,Stock,Stock policy,Picture,Price eu,Sale price eu,Sale starts eu,Target,Old paths',
}

/** Words that mean something to some reader, among any other text. */
const words =
  'a~b~variable~variation~simple~configurable~product~variant~option~id:a~1~0~-5~9.99~1.234,5~99999999999999~' +
  'sku=a,size=1|sku=b,size=2~size="x,y~a > b, c~2024-02-30~\\~TRUE~__EMPTY__VALUE__~Default Title~Red, Blue~|~\0~' +
  '__proto__~constructor~parent~shopify~~~'
const cell = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words.split('~')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
)
const anyHeader = fc.constantFrom(...Object.values(headers))

test.each(Object.entries(headers))(
  '%s: whatever stands in the cells, it is read or becomes a problem',
  async (system, header) => {
    const width = header.split(',').length
    const row = fc.array(cell, { minLength: width - 2, maxLength: width + 1 })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 6 }), async (rows) => {
        const read = await readAll(`${header}\n${rows.map((cells) => csvLine(cells)).join('\n')}`)
        expect(read.system).toBe(system)
        for (const { line } of [...read.problems, ...read.notes]) expect(line).toBeGreaterThan(0)
        for (const product of read.products) {
          expect(product.variants.length).toBeGreaterThan(0)
          for (const variant of product.variants) {
            expect(variant.options).toHaveLength(product.options?.length ?? 0)
            for (const price of Object.values(variant.prices)) expect(Number.isSafeInteger(price.amount)).toBe(true)
          }
        }
      }),
      { numRuns: 60 },
    )
  },
)

test('any bytes at all are a file that can be spoken about', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc
      .tuple(anyHeader, fc.uint8Array({ maxLength: 200 }))
      .map(([header, rest]) => Buffer.concat([Buffer.from(`${header}\n`), rest])),
  )
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      const read = await readAll(Buffer.from(content))
      expect(read.products.every((product) => product.variants.length > 0)).toBe(true)
    }),
    { numRuns: 60 },
  )
})
