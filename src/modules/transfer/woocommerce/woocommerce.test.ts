import { expect, test } from 'vitest'

import { csvLine, csvOf, readAll } from '../reading.test-support.ts'

const tee = {
  ID: '10',
  Type: 'variable',
  SKU: 'tee',
  Name: 'Tee',
  Published: '1',
  'Visibility in catalog': 'visible',
  'Short description': 'Soft.',
  Description: 'Line one\\nline two\\n\\nA path: C:\\\\new',
  'Tax status': 'taxable',
  'In stock?': '1',
  Stock: '7',
  'Weight (kg)': '0.25',
  'Length (cm)': '10',
  'Regular price': '',
  Categories: 'Clothing > Tees, Sale\\, last chance',
  Tags: 'soft, cotton',
  Images: 'https://img.example/w_500,h_300/a.jpg, https://img.example/b.jpg',
  'Attribute 1 name': 'Color',
  'Attribute 1 value(s)': 'Red, Blue\\, dark',
  'Attribute 1 global': '1',
  'Attribute 2 name': 'Size',
  'Attribute 2 value(s)': 'S, M',
  'Attribute 3 name': 'Material',
  'Attribute 3 value(s)': 'Cotton, Linen',
}
const variation = (id: string, color: string, size: string, words: Record<string, string> = {}) => ({
  ID: id,
  Type: 'variation',
  SKU: `tee-${id}`,
  Name: `Tee - ${color}`,
  Published: '1',
  'In stock?': '1',
  'Regular price': '20',
  Parent: 'tee',
  'Attribute 1 name': 'Color',
  'Attribute 1 value(s)': color,
  'Attribute 2 name': 'Size',
  'Attribute 2 value(s)': size,
  ...words,
})

test('variations may stand before their product, name it by SKU or id, and leave a value open', async () => {
  const rows = [
    variation('11', 'Red', 'S', { Parent: 'id:10', 'Sale price': '15', 'Date sale price ends': '2024-02-28' }),
    tee,
    variation('12', 'Red', ''),
    variation('13', 'Blue\\, dark', '', { Stock: 'parent' }),
  ]
  const { system, products, problems } = await readAll(csvOf(rows))
  expect(system).toBe('woocommerce')
  expect(products).toHaveLength(1)
  const [product] = products
  expect(product).toMatchObject({
    keys: ['id:10', 'sku:tee'],
    title: 'Tee',
    tags: ['soft', 'cotton'],
    categories: [{ path: ['Clothing', 'Tees'] }, { path: ['Sale, last chance'] }],
    attributes: [{ code: 'material', values: ['Cotton', 'Linen'] }],
    options: [
      { name: 'Color', values: [{ value: 'Red' }, { value: 'Blue, dark' }] },
      { name: 'Size', values: [{ value: 'S' }, { value: 'M' }] },
    ],
    redirects: ['/product/tee'],
  })
  expect(product?.descriptionHtml).toBe('<p>Soft.</p>\n<p>Line one<br>line two</p>\n<p>A path: C:\\new</p>')
  expect(product?.variants.map(({ options, sku }) => [...options, sku])).toEqual([
    ['Red', 'S', 'tee-11'],
    ['Red', 'M', 'tee-12'],
    ['Blue, dark', 'S', 'tee-13-blue-dark-s'],
    ['Blue, dark', 'M', 'tee-13-blue-dark-m'],
  ])
  expect(product?.variants[0]?.prices['eu']).toEqual({
    amount: 2000,
    compareAtAmount: null,
    saleAmount: 1500,
    saleStartsAt: null,
    saleEndsAt: new Date('2024-02-29T00:00:00Z'),
  })
  // One stock of seven for two variants: spread, never doubled.
  expect(product?.variants.map((variant) => variant.stock?.onHand)).toEqual([0, 0, 4, 3])
  expect(product?.pictures?.map(({ source }) => source)).toEqual([
    'https://img.example/w_500,h_300/a.jpg',
    'https://img.example/b.jpg',
  ])
  expect(problems.every((problem) => problem.severity === 'warning')).toBe(true)
})

const simple = {
  ID: '20',
  Type: 'simple, virtual',
  SKU: 'pdf',
  Name: 'Pattern',
  Published: '1',
  'Tax class': 'reduced-rate',
  'Weight (kg)': '1,5',
  'Regular price': '1.234,50',
  'Sale price': '999,00',
  Stock: '3',
  'In stock?': '1',
}

test('prices with the decimal sign of the shop', async () => {
  const { products } = await readAll(csvOf([simple]))
  expect(products[0]).toMatchObject({ taxClass: 'reduced' })
  expect(products[0]?.variants[0]).toMatchObject({
    weightGrams: 1500,
    requiresShipping: false,
    prices: { eu: { amount: 123_450, saleAmount: 99_900 } },
    stock: { onHand: 3, policy: 'deny' },
  })
})

test('the export of a German shop', async () => {
  const german: Record<string, string> = {
    Type: 'Typ',
    SKU: 'Artikelnummer',
    Published: 'Veröffentlicht',
    'Tax class': 'Steuerklasse',
    'Weight (kg)': 'Gewicht (kg)',
    'Regular price': 'Regulärer Preis',
    'Sale price': 'Angebotspreis',
    Stock: 'Lager',
    'In stock?': 'Vorrätig?',
    Parent: 'Übergeordnetes Produkt',
    'Attribute 1 name': 'Attribut 1 Name',
    'Attribute 1 value(s)': 'Attribut 1 Wert(e)',
    'Attribute 2 name': 'Attribut 2 Name',
    'Attribute 2 value(s)': 'Attribut 2 Wert(e)',
    'Visibility in catalog': 'Sichtbarkeit im Katalog',
    'Short description': 'Kurzbeschreibung',
    Description: 'Beschreibung',
    Categories: 'Kategorien',
    Tags: 'Schlagwörter',
    Images: 'Bilder',
    'Tax status': 'Steuerstatus',
    'Length (cm)': 'Länge (cm)',
  }
  const rows = [tee, variation('11', 'Red', 'S'), simple]
  const translated = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [german[name] ?? name, value])),
  )
  const bare = (products: unknown) => JSON.stringify(products).replaceAll(/"column":"[^"]*"/g, '')
  expect(bare((await readAll(csvOf(translated))).products)).toBe(bare((await readAll(csvOf(rows))).products))
})

test('the export of a shop in a language nobody has taught us, by the place of its columns', async () => {
  const polish = (
    'ID|Rodzaj|SKU|GTIN|Nazwa|Opublikowano|Wyróżniony?|Widoczność|Krótki opis|Opis|Od|Do|Status podatku|Klasa podatkowa|' +
    'Na stanie?|Stan|Niski stan|Zaległe?|Indywidualnie?|Waga (kg)|Długość (cm)|Szerokość (cm)|Wysokość (cm)|Opinie?|Notatka|' +
    'Cena promocyjna|Cena|Kategorie|Tagi|Klasa wysyłkowa|Obrazki|Limit|Dni|Nadrzędny|Grupa|Up|Cross|URL|Tekst|Pozycja|' +
    'Nazwa atrybutu 1|Wartość atrybutu 1|Widoczny atrybut 1|Globalny atrybut 1'
  ).split('|')
  const values: Record<string, string> = {
    ID: '1',
    Rodzaj: 'simple',
    SKU: 'kubek',
    Nazwa: 'Kubek',
    Opublikowano: '1',
    Stan: '5',
    'Waga (kg)': '0.4',
    Cena: '30',
    Kategorie: 'Kuchnia',
    'Nazwa atrybutu 1': 'Kolor',
    'Wartość atrybutu 1': 'Biały',
  }
  const { system, products } = await readAll(
    `${csvLine(polish)}\n${csvLine(polish.map((name) => values[name] ?? ''))}\n`,
  )
  expect(system).toBe('woocommerce')
  expect(products[0]).toMatchObject({
    title: 'Kubek',
    categories: [{ path: ['Kuchnia'] }],
    attributes: [{ name: 'Kolor', values: ['Biały'] }],
    variants: [{ sku: 'kubek', weightGrams: 400, prices: { eu: { amount: 3000 } }, stock: { onHand: 5 } }],
  })
})

test('what cannot be sold is named, never dropped in silence', async () => {
  const { products, problems } = await readAll(
    csvOf([
      { ...simple, ID: '1', SKU: 'g', Type: 'grouped' },
      { ...simple, ID: '2', SKU: 'e', Type: 'external' },
      { ...simple, ID: '3', SKU: 'v', Type: 'variable' },
      { ...simple, ID: '4', SKU: 'h', 'Visibility in catalog': 'hidden' },
      { ...simple, ID: '4', SKU: 'again' },
      variation('5', 'Red', 'S', { Parent: 'nobody' }),
      { ...simple, ID: '6', SKU: 'p', 'Regular price': 'ask us' },
    ]),
  )
  expect(products.map((product) => [product.title, product.status])).toEqual([['Pattern', 'draft']])
  expect(
    problems
      .filter(({ severity }) => severity === 'error')
      .map(({ line, column }) => [line, column])
      .toSorted(),
  ).toEqual([
    [2, 'Type'],
    [3, 'Type'],
    [4, 'Type'],
    [6, 'ID'],
    [7, 'Parent'],
    [8, 'Regular price'],
  ])
})
