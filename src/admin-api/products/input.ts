import { z } from 'zod'

import type { CategoryId, MediaId, PriceListId, VariantId } from '#kernel/id'

const line = (most: number) => z.string().trim().max(most, 'That is too long')
const amount = z.number().int('Whole minor units').min(0, 'Not below zero').max(100_000_000_000, 'That is too much')
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const price = z.strictObject({
  priceListId: z.uuid().transform((id) => id as PriceListId),
  /** Null: not for sale in this market. */
  amount: amount.nullable(),
  compareAtAmount: amount.nullable(),
  saleAmount: amount.nullable(),
  saleStartsAt: instant.nullable(),
  saleEndsAt: instant.nullable(),
})

const variant = z.strictObject({
  id: z.uuid().transform((id) => id as VariantId),
  sku: line(200).nullable(),
  gtin: line(14).nullable(),
  weightGrams: z.number().int('Whole grams').min(0, 'Not below zero').max(10_000_000, 'That is too heavy').nullable(),
  /** Only those that were changed. */
  prices: z.array(price).max(100),
})

export const newProductInput = z.strictObject({ title: line(300).min(1, 'A product needs a title') })

export const productInput = z.strictObject({
  version: z.number().int(),
  title: line(300).min(1, 'A product needs a title'),
  slug: line(200).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Small letters, digits and single hyphens only'),
  descriptionHtml: z.string().max(200_000, 'That is too long'),
  vendor: line(200),
  type: line(200),
  tags: z.array(line(100).min(1)).max(250, 'At most 250 tags'),
  status: z.enum(['draft', 'active', 'archived']),
  giftCard: z.boolean(),
  taxClass: line(40).min(1, 'How is it taxed?'),
  seoTitle: line(300),
  seoDescription: line(1000),
  categoryIds: z.array(z.uuid().transform((id) => id as CategoryId)).max(50),
  media: z
    .array(z.strictObject({ mediaId: z.uuid().transform((id) => id as MediaId), alt: line(500) }))
    .max(250, 'At most 250 pictures'),
  variants: z.array(variant).max(10_000),
})
export type ProductChange = z.output<typeof productInput>

const MOST_COMBINATIONS = 2000
const option = z.strictObject({
  name: line(100).min(1, 'What is the choice called?'),
  values: z.array(line(100).min(1)).min(1, 'At least one value').max(500, 'At most 500 values'),
})

const isUnique = (words: readonly string[]): boolean => new Set(words).size === words.length

export const optionsInput = z.strictObject({
  version: z.number().int(),
  options: z
    .array(option)
    .max(20, 'At most 20 options')
    .refine((all) => isUnique(all.map(({ name }) => name)), 'Two options have the same name')
    .refine((all) => all.every(({ values }) => isUnique(values)), 'A value stands there twice')
    .refine(
      (all) => all.reduce((count, { values }) => count * values.length, 1) <= MOST_COMBINATIONS,
      `More than ${MOST_COMBINATIONS} combinations: that is too many`,
    ),
})
export type OptionsChange = z.output<typeof optionsInput>

export const stockInput = z.strictObject({
  variantId: z.uuid().transform((id) => id as VariantId),
  by: z.number().int('Whole numbers only').min(-1_000_000).max(1_000_000),
  policy: z.enum(['deny', 'continue', 'untracked']),
  reason: line(200),
})
