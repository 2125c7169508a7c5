import { z } from 'zod'

import type { CustomerGroupId, MarketId, VariantId } from '#kernel/id'
import { pageNumber, searchText } from '../listing.ts'

const instant = z.iso
  .datetime({ offset: true, error: 'That is no date and time' })
  .transform((text) => new Date(text))
  .nullable()

const list = {
  name: z.string().trim().min(1, 'A list needs a name').max(100, 'That is too long'),
  groupId: z
    .uuid()
    .transform((id) => id as CustomerGroupId)
    .nullable(),
  startsAt: instant,
  endsAt: instant,
  active: z.boolean(),
}
const version = z.number().int()

export const newListInput = z.strictObject({
  marketId: z.uuid('Choose a market').transform((id) => id as MarketId),
  ...list,
})
export const listInput = z.strictObject({ version, ...list })

export const pricesQuery = z.strictObject({
  search: searchText,
  only: z.enum(['listed', 'all']).default('listed'),
  page: pageNumber,
})

const tier = z.strictObject({
  fromQuantity: z.number().int('Whole pieces only').min(1, 'At least one piece').max(999, 'At most 999 pieces'),
  amount: z
    .number()
    .int('An amount looks like 19.95')
    .min(0, 'Not below zero')
    .max(100_000_000_000, 'That is too much'),
})

export const pricesInput = z.strictObject({
  version,
  prices: z
    .array(
      z.strictObject({
        variantId: z.uuid().transform((id) => id as VariantId),
        tiers: z.array(tier).max(20, 'At most 20 steps'),
      }),
    )
    .max(2000),
})

export const pasteInput = z.strictObject({ version, text: z.string().max(500_000, 'That is too much at once') })
