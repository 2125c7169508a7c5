import { expect, test } from 'vitest'

import { csvOf, readAll } from '../reading.test-support.ts'
import { pairsOf, valuesOf, variationsOf } from './attributes.ts'

const child = (sku: string, size: string, words: Record<string, string> = {}) => ({
  sku,
  store_view_code: '',
  product_type: 'simple',
  name: `Tee ${size}`,
  visibility: 'Not Visible Individually',
  product_online: '1',
  price: '20.0000',
  weight: '0.5',
  qty: '5.0000',
  base_image: `/t/${sku}.jpg`,
  additional_attributes: `size=${size},color=Red`,
  url_key: `tee-${size}`,
  ...words,
})
const parent = {
  sku: 'TEE',
  store_view_code: '',
  attribute_set_code: 'Top',
  product_type: 'configurable',
  categories: 'Default Category/Clothes/Tees,Default Category/A\\/B,Default Category',
  name: 'Tee',
  description: '<p>A tee.</p>',
  visibility: 'Catalog, Search',
  product_online: '1',
  tax_class_name: 'Taxable Goods',
  url_key: 'tee',
  meta_title: 'The tee',
  base_image: '/t/tee.jpg',
  base_image_label: 'front',
  additional_images: '/t/back.jpg,/t/hidden.jpg',
  additional_image_labels: 'back,hidden',
  hide_from_product_page: '/t/hidden.jpg',
  additional_attributes: 'material=Wool|Linen,note=soft, and warm,has_options=1',
  configurable_variations: 'sku=TEE-S,size=S|sku=tee-m,size=M',
  configurable_variation_labels: 'size=Size of it',
}

test('children before and after their product, a store view, labels and pictures', async () => {
  const view = { sku: 'TEE', store_view_code: 'de', name: 'T-Hemd', url_key: 't-hemd', product_online: '' }
  const { system, products, problems, notes } = await readAll(
    csvOf([child('TEE-S', 'S'), parent, view, child('TEE-M', 'M')]),
  )
  expect(system).toBe('magento')
  expect(problems).toEqual([])
  expect(products).toHaveLength(1)
  expect(products[0]).toMatchObject({
    keys: ['TEE'],
    title: 'Tee',
    type: 'Top',
    status: 'active',
    published: true,
    seoTitle: 'The tee',
    categories: [{ path: ['Clothes', 'Tees'] }, { path: ['A/B'] }],
    attributes: [
      { code: 'material', name: 'Material', values: ['Wool', 'Linen'] },
      { code: 'note', values: ['soft, and warm'] },
    ],
    options: [{ name: 'Size of it', values: [{ value: 'S' }, { value: 'M' }] }],
    redirects: ['/tee.html', '/t-hemd.html'],
  })
  expect(products[0]?.pictures?.map(({ source, alt }) => [source, alt])).toEqual([
    ['/t/tee.jpg', 'front'],
    ['/t/back.jpg', 'back'],
    ['/t/TEE-S.jpg', ''],
    ['/t/TEE-M.jpg', ''],
  ])
  expect(products[0]?.variants.map(({ sku, options, stock }) => [sku, options, stock?.onHand])).toEqual([
    ['TEE-S', ['S'], 5],
    ['TEE-M', ['M'], 5],
  ])
  expect(products[0]?.variants[0]).toMatchObject({
    weightGrams: 500,
    prices: { eu: { amount: 2000 } },
    pictures: ['/t/TEE-S.jpg'],
  })
  expect(notes.map((note) => note.column)).toEqual(expect.arrayContaining(['store_view_code', 'weight']))
})

test('attributes with and without enclosure, and in columns of their own', async () => {
  expect(pairsOf('a=1,b="x, ""y""",c="p"|"q, r"')).toEqual(
    new Map([
      ['a', '1'],
      ['b', '"x, ""y"""'],
      ['c', '"p"|"q, r"'],
    ]),
  )
  expect(valuesOf('"p"|"q, r"')).toEqual(['p', 'q, r'])
  expect(valuesOf('"x, ""y"""')).toEqual(['x, "y"'])
  expect(variationsOf('sku=A,size="1, 5",display=1|sku=B,size=2,display=0')).toEqual([
    { sku: 'A', choices: new Map([['size', '1, 5']]) },
  ])
  const rows = [
    {
      ...child('X', 'S', { visibility: 'Catalog, Search' }),
      fabric_weight: '180 g',
      additional_attributes: 'size=5" wide',
    },
  ]
  const { products } = await readAll(csvOf(rows))
  expect(products[0]?.attributes).toEqual([
    { code: 'fabric_weight', name: 'Fabric weight', values: ['180 g'] },
    { code: 'size', name: 'Size', values: ['5" wide'] },
  ])
})

test('a blank cell leaves, __EMPTY__VALUE__ clears', async () => {
  const shown = { visibility: 'Catalog, Search' }
  const rows = [child('A', 'S', { ...shown, meta_title: '', meta_description: '__EMPTY__VALUE__', weight: '' })]
  const { products } = await readAll(csvOf(rows))
  expect(products[0]).toMatchObject({ seoTitle: undefined, seoDescription: '' })
  expect(products[0]?.variants[0]?.weightGrams).toBeUndefined()
})

test('stock settings and special prices', async () => {
  const shown = { visibility: 'Catalog, Search' }
  const { products, problems } = await readAll(
    csvOf([
      child('A', 'S', {
        ...shown,
        special_price: '15',
        special_price_from_date: '10/5/20, 4:58 PM',
        special_price_to_date: '2020-10-31 0:00:00',
      }),
      child('B', 'S', { ...shown, manage_stock: '0', use_config_manage_stock: '0' }),
      child('C', 'S', {
        ...shown,
        manage_stock: '0',
        use_config_manage_stock: '1',
        allow_backorders: '1',
        use_config_backorders: '0',
      }),
      child('D', 'S', { ...shown, is_in_stock: '0' }),
      child('E', 'S', {
        ...shown,
        product_type: 'virtual',
        tax_class_name: 'None',
        country_of_manufacture: 'China',
        msrp_price: '30',
      }),
    ]),
  )
  const variants = products.map((product) => product.variants[0])
  expect(variants[0]?.prices['eu']).toMatchObject({
    saleAmount: 1500,
    saleStartsAt: new Date('2020-10-05T16:58:00Z'),
    saleEndsAt: new Date('2020-11-01T00:00:00Z'),
  })
  expect(variants.map((variant) => variant?.stock)).toEqual([
    { onHand: 5, policy: 'deny' },
    { onHand: 0, policy: 'untracked' },
    { onHand: 5, policy: 'continue' },
    { onHand: 0, policy: 'deny' },
    { onHand: 5, policy: 'deny' },
  ])
  expect(variants[4]).toMatchObject({
    requiresShipping: false,
    taxable: false,
    originCountry: 'CN',
    prices: { eu: { compareAtAmount: 3000 } },
  })
  expect(problems.map((problem) => problem.column)).toEqual(['is_in_stock'])
})

test('bundles, groups, lost children and rows without default values are named', async () => {
  const { products, problems } = await readAll(
    csvOf([
      { ...child('BUNDLE', 'S'), product_type: 'bundle' },
      { ...child('GROUP', 'S'), product_type: 'grouped' },
      { ...parent, configurable_variations: 'sku=TEE-S,size=S|sku=GONE,size=M' },
      child('TEE-S', 'S'),
      { sku: 'ONLY-DE', store_view_code: 'de', name: 'Nur deutsch' },
      child('LONE', 'S'),
      { sku: '', name: 'no sku' },
    ]),
  )
  expect(products.map((product) => [product.keys[0], product.status])).toEqual([
    ['TEE', 'active'],
    ['LONE', 'draft'],
  ])
  expect(problems.map(({ line, column, severity }) => [line, column, severity])).toEqual([
    [8, 'sku', 'error'],
    [2, 'product_type', 'error'],
    [3, 'product_type', 'error'],
    [4, 'configurable_variations', 'error'],
    [6, 'store_view_code', 'error'],
    [7, 'visibility', 'warning'],
  ])
})
