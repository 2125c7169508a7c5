import type { PriceEdit, ProductEdit, VariantEdit } from '../../admin-api/types.ts'

/** A price while it is typed: null is not for sale, NaN is no amount yet. */
export type DraftPrice = Omit<PriceEdit, 'amount'> & { amount: number | null }
export type DraftVariant = Omit<VariantEdit, 'prices' | 'stock'> & { prices: DraftPrice[] }
/** The product while it is edited. Stock has a life of its own: it moves while somebody types. */
export type Draft = Omit<ProductEdit, 'variants'> & { variants: DraftVariant[] }

export const draftOf = ({ variants, ...product }: ProductEdit): Draft => ({
  ...product,
  variants: variants.map(({ stock: _stock, ...variant }) => variant),
})

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const noPrice = (priceListId: string): DraftPrice => ({
  priceListId,
  amount: null,
  compareAtAmount: null,
  saleAmount: null,
  saleStartsAt: null,
  saleEndsAt: null,
})

export const priceIn = (variant: DraftVariant, listId: string): DraftPrice =>
  variant.prices.find((price) => price.priceListId === listId) ?? noPrice(listId)

export const withVariant = (draft: Draft, id: string, changes: Partial<DraftVariant>): Draft => ({
  ...draft,
  variants: draft.variants.map((variant) => (variant.id === id ? { ...variant, ...changes } : variant)),
})

/** A sale price takes the window of its market's other sale prices; without one there is no window. */
export function withPrice(
  draft: Draft,
  variantId: string,
  change: Partial<DraftPrice> & { priceListId: string },
): Draft {
  const window = saleWindow(draft, change.priceListId)
  return {
    ...draft,
    variants: draft.variants.map((variant) => {
      if (variant.id !== variantId) return variant
      const price = { ...priceIn(variant, change.priceListId), ...change }
      const times = price.saleAmount === null ? { saleStartsAt: null, saleEndsAt: null } : window
      const others = variant.prices.filter((other) => other.priceListId !== change.priceListId)
      return { ...variant, prices: [...others, { ...price, ...times }] }
    }),
  }
}

type Window = Pick<PriceEdit, 'saleStartsAt' | 'saleEndsAt'>

const hasSale = (price: DraftPrice): boolean => price.saleAmount !== null

/** When this market's sale runs: as the first variant on sale says. */
export function saleWindow(draft: Draft, listId: string): Window {
  const first = draft.variants.map((variant) => priceIn(variant, listId)).find(hasSale)
  return { saleStartsAt: first?.saleStartsAt ?? null, saleEndsAt: first?.saleEndsAt ?? null }
}

export const isOnSale = (draft: Draft, listId: string): boolean =>
  draft.variants.some((variant) => hasSale(priceIn(variant, listId)))

export const withWindow = (draft: Draft, listId: string, window: Partial<Window>): Draft => ({
  ...draft,
  variants: draft.variants.map((variant) => ({
    ...variant,
    prices: variant.prices.map((price) =>
      price.priceListId === listId && hasSale(price) ? { ...price, ...window } : price,
    ),
  })),
})

export const hasBadPrice = (draft: Draft): boolean =>
  draft.variants.some(({ prices }) =>
    prices.some((price) => [price.amount, price.compareAtAmount, price.saleAmount].some(Number.isNaN)),
  )

/** What is sent: of the prices only those that were changed. */
export function changesOf(draft: Draft, base: Draft): unknown {
  const known = new Map(base.variants.map((variant) => [variant.id, variant]))
  const { id: _id, publishedAt: _publishedAt, options: _options, media, variants, ...fields } = draft
  return {
    ...fields,
    media: media.map(({ mediaId, alt }) => ({ mediaId, alt })),
    variants: variants.map((variant) => {
      const before = known.get(variant.id)
      const prices = variant.prices.filter((price) => !before || !isSame(price, priceIn(before, price.priceListId)))
      return { id: variant.id, sku: variant.sku, gtin: variant.gtin, weightGrams: variant.weightGrams, prices }
    }),
  }
}
