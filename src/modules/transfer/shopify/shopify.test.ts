import { expect, test } from 'vitest'

import { csvOf, readAll } from '../reading.test-support.ts'

const mug = {
  Handle: 'tall-mug',
  Title: 'Tall mug',
  'Body (HTML)': '<p>Tall.</p>\n<p>A mug.</p>',
  Vendor: 'Kiln',
  Type: 'Mugs',
  Tags: 'tea, coffee',
  Published: 'true',
  Status: 'active',
  'Option1 Name': 'Size',
  'Option1 Value': '9" x 12"',
  'Option2 Name': 'Color',
  'Option2 Value': 'Red',
  'Variant SKU': "'MUG-1",
  'Variant Grams': '350',
  'Variant Inventory Tracker': 'shopify',
  'Variant Inventory Qty': '4',
  'Variant Inventory Policy': 'deny',
  'Variant Price': '19.90',
  'Variant Compare At Price': '25',
  'Variant Requires Shipping': 'true',
  'Variant Taxable': 'true',
  'Variant Barcode': '4006381333931',
  'Image Src': 'https://img.example/2.jpg',
  'Image Position': '2',
  'Image Alt Text': 'from the side',
  'Gift Card': 'false',
  'SEO Title': 'Mug, tall',
  'SEO Description': 'A tall mug.',
  'Variant Image': 'https://img.example/red.jpg',
}
const second = {
  Handle: 'tall-mug',
  'Option1 Value': '9" x 12"',
  'Option2 Value': 'Blue',
  'Variant SKU': 'MUG-2',
  'Variant Inventory Tracker': '',
  'Variant Inventory Qty': '0',
  'Variant Inventory Policy': 'CONTINUE',
  'Variant Price': '21',
  'Image Src': 'https://img.example/1.jpg',
  'Image Position': '1',
}
const pictureOnly = { Handle: 'tall-mug', 'Image Src': 'https://img.example/3.jpg', 'Image Position': '3' }

/** The same columns as the exports of today call them. */
const newNames: Record<string, string> = {
  Handle: 'URL handle',
  'Body (HTML)': 'Description',
  Published: 'Published on online store',
  'Option1 Name': 'Option1 name',
  'Option1 Value': 'Option1 value',
  'Option2 Name': 'Option2 name',
  'Option2 Value': 'Option2 value',
  'Variant SKU': 'SKU',
  'Variant Grams': 'Weight value (grams)',
  'Variant Inventory Tracker': 'Inventory tracker',
  'Variant Inventory Qty': 'Inventory quantity',
  'Variant Inventory Policy': 'Continue selling when out of stock',
  'Variant Price': 'Price',
  'Variant Compare At Price': 'Compare-at price',
  'Variant Requires Shipping': 'Requires shipping',
  'Variant Taxable': 'Charge tax',
  'Variant Barcode': 'Barcode',
  'Image Src': 'Product image URL',
  'Image Position': 'Image position',
  'Image Alt Text': 'Image alt text',
  'Gift Card': 'Gift card',
  'SEO Title': 'SEO title',
  'SEO Description': 'SEO description',
  'Variant Image': 'Variant image URL',
}
const renamed = (row: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [newNames[name] ?? name, value]))

test('a product with variants, pictures and a picture of a variant', async () => {
  const { system, products, problems } = await readAll(csvOf([mug, second, pictureOnly]))
  expect(system).toBe('shopify')
  expect(problems).toEqual([])
  expect(products).toHaveLength(1)
  expect(products[0]).toMatchObject({
    keys: ['tall-mug'],
    slug: 'tall-mug',
    title: 'Tall mug',
    tags: ['tea', 'coffee'],
    status: 'active',
    published: true,
    categories: [{ path: ['Mugs'] }],
    options: [
      { name: 'Size', values: [{ value: '9" x 12"' }] },
      { name: 'Color', values: [{ value: 'Red' }, { value: 'Blue' }] },
    ],
    redirects: ['/products/tall-mug'],
  })
  expect(products[0]?.pictures?.map(({ source }) => source.slice(-5))).toEqual(['1.jpg', '2.jpg', '3.jpg', 'd.jpg'])
  const [red, blue] = products[0]?.variants ?? []
  expect(red).toMatchObject({
    sku: 'MUG-1',
    gtin: '4006381333931',
    weightGrams: 350,
    prices: { eu: { amount: 1990, compareAtAmount: 2500 } },
    stock: { onHand: 4, policy: 'deny' },
    pictures: ['https://img.example/red.jpg'],
  })
  // A blank tracker never runs out, whatever the quantity; a gallery picture on the row is not the variant's.
  expect(blue).toMatchObject({ stock: { onHand: 0, policy: 'untracked' }, pictures: [] })
})

test('the old and the new header of the same shop say the same', async () => {
  const rows = [mug, second, pictureOnly]
  const old = await readAll(csvOf(rows))
  const today = await readAll(csvOf(rows.map(renamed)))
  const withoutColumns = (text: string) => text.replaceAll(/"column":"[^"]*",?/g, '')
  expect(withoutColumns(JSON.stringify(today.products))).toBe(withoutColumns(JSON.stringify(old.products)))
  expect(today.system).toBe('shopify')
})

test('markets, metafields and categories of later exports', async () => {
  const { products, notes } = await readAll(
    csvOf([
      {
        ...mug,
        'Product Category': 'Home & Garden > Kitchen > Mugs',
        'Included / United States': 'true',
        'Price / United States': '24.00',
        'Price / International': '30',
        'Color (product.metafields.shopify.color-pattern)': 'red; white',
      },
    ]),
  )
  expect(products[0]).toMatchObject({
    categories: [{ path: ['Home & Garden', 'Kitchen', 'Mugs'] }],
    attributes: [{ code: 'color_pattern', name: 'Color', values: ['red', 'white'] }],
  })
  expect(products[0]?.variants[0]?.prices).toMatchObject({ eu: { amount: 1990 }, us: { amount: 2400 } })
  expect(notes.map((note) => note.column)).toEqual(['Price / International'])
})

test('rows of a product may stand apart, and a file may hold titles alone', async () => {
  const other = { ...mug, Handle: 'jug', Title: 'Jug', 'Variant SKU': 'JUG' }
  const apart = await readAll(csvOf([mug, other, second]))
  expect(apart.products.map((product) => product.variants.length)).toEqual([2, 1])

  const plain = await readAll(
    csvOf([{ Title: 'Bowl', 'Option1 name': 'Title', 'Option1 value': 'Default Title', Price: '5' }]),
  )
  expect(plain.products[0]).toMatchObject({ slug: 'bowl', options: [], variants: [{ options: [] }] })
})

test('a column that is not there is not cleared', async () => {
  const { products } = await readAll(csvOf([{ Handle: 'mug', Title: 'Mug', 'Variant Price': '5' }]))
  expect(products[0]).toMatchObject({
    descriptionHtml: undefined,
    vendor: undefined,
    tags: undefined,
    pictures: undefined,
  })
  expect(products[0]?.variants[0]).toMatchObject({ sku: undefined, stock: undefined })
})

test('odd rows are named by line and column, and the others go in', async () => {
  const { products, problems } = await readAll(
    csvOf([
      mug,
      { ...second, 'Variant Price': 'about 20' },
      { ...second, 'Option2 Value': '', 'Variant SKU': 'MUG-3' },
      { ...second, 'Option2 Value': 'Red' },
      { ...mug, Handle: 'card', 'Gift Card': 'TRUE' },
      { ...mug, Handle: '', Title: '' },
    ]),
  )
  // The description of the mug takes two lines.
  expect(problems.map(({ line, column, severity }) => [line, column, severity])).toEqual(
    expect.arrayContaining([
      [4, 'Variant Price', 'error'],
      [5, 'Option2 Value', 'error'],
      [6, 'Option1 Value', 'error'],
    ]),
  )
  expect(problems.map((problem) => problem.column)).toEqual(expect.arrayContaining(['Gift Card', 'Handle']))
  expect(products).toHaveLength(1)
  expect(products[0]?.variants).toHaveLength(1)
})

test('inventory, order and customer files are not taken for products', async () => {
  expect((await readAll('Handle,Title,SKU,Location,On hand (new)\na,A,S,Here,1\n')).system).toBeNull()
  expect((await readAll('Name,Email,Total,Lineitem name\n#1,a@b.example,1,x\n')).system).toBeNull()
})
