/** A product of the demo shop as it is written down here; `catalog.ts` makes a product of the catalog from it. */
export type DemoProduct = Readonly<{
  slug: string
  title: string
  /** Paragraphs. */
  text: readonly string[]
  /** A list under the text. */
  points?: readonly string[]
  seo: string
  vendor: string
  type: string
  /** Slugs of categories, the main one first. */
  in: readonly [string, ...string[]]
  tags?: readonly string[]
  facts: Readonly<Record<string, string | readonly string[]>>
  /** Option → value → swatch ('' for none). */
  options?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Cents of a euro; `more` adds to it for a value of an option. */
  price: number
  more?: Readonly<Record<string, number>>
  /** What it used to cost, in cents of a euro. */
  was?: number
  /** A price for a time, counted in days from the day the shop is filled. */
  sale?: Readonly<{ price: number; from?: number; until?: number; only?: string }>
  grams: number
  moreGrams?: Readonly<Record<string, number>>
  hs: string
  from: string
  /** Pieces on hand; by option values for variants ("Oak frame / 50 × 70 cm"), else for each. */
  stock: number | Readonly<Record<string, number>>
  policy?: 'deny' | 'continue'
  /** Picture → alternative text, in order. */
  pictures: Readonly<Record<string, string>>
  /** Option value → its pictures. */
  shows?: Readonly<Record<string, readonly string[]>>
  /** Mailed as a code; neither sent nor taxed. */
  giftCard?: true
  /** Days since it came into the shop. */
  age?: number
}>
