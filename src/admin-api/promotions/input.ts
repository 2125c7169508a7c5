import { z } from 'zod'

import type { CategoryId, CollectionId, CustomerGroupId, MarketId, ProductId, VariantId } from '#kernel/id'
import type { CouponInput, PickedItems, PromotionInput } from '#modules/promotion'
import { pageNumber, searchText, sortBy } from '../listing.ts'
import type { PromotionView } from './types.ts'

const views = ['all', 'running', 'scheduled', 'ended', 'used_up', 'off'] as const satisfies PromotionView[]

export const promotionListQuery = z.strictObject({
  view: z.enum(views).default('all'),
  search: searchText,
  sort: sortBy(['name', 'ends', 'uses']),
  page: pageNumber,
})
export const couponListQuery = z.strictObject({ search: searchText, page: pageNumber })
export const usesQuery = z.strictObject({ page: pageNumber })
export const thingsQuery = z.strictObject({ search: searchText })

/** What a number must be is the module's to say; here it only has to be one. */
const number = z.number('A number is missing here')
const limit = number.nullable()
const instant = z.iso.datetime({ offset: true, error: 'That is no date and time' }).transform((text) => new Date(text))
const amounts = z.record(z.string().max(3), z.number('An amount looks like 19.95'))
const uuid = z.uuid()

const reward = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['percent_items', 'percent_order', 'shipping']), ppm: number }),
  z.strictObject({ kind: z.enum(['amount_items', 'amount_each', 'amount_order']), amounts }),
  z.strictObject({ kind: z.literal('buy_get'), buy: number, get: number, ppm: number, times: limit }),
  z.strictObject({ kind: z.literal('cheapest_free'), buy: number, times: limit }),
])

const things = z
  .array(z.strictObject({ kind: z.enum(['product', 'variant', 'category', 'collection']), id: uuid }))
  .max(5000, 'That is too much: choose a category or a collection instead')
  .transform((picked): PickedItems => {
    const of = (kind: string) => picked.filter((thing) => thing.kind === kind).map(({ id }) => id)
    return {
      productIds: of('product') as ProductId[],
      variantIds: of('variant') as VariantId[],
      categoryIds: of('category') as CategoryId[],
      collectionIds: of('collection') as CollectionId[],
    }
  })

const promotionFields = z.strictObject({
  names: z.record(z.string().regex(/^[a-z]{2}$/), z.string().max(200, 'That is too long')),
  note: z.string().max(2000, 'That is too long'),
  active: z.boolean(),
  byCode: z.boolean(),
  reward,
  priority: number,
  stacks: z.boolean(),
  rewards: z.union([z.literal('all'), things]),
  needs: z.union([z.enum(['all', 'same']), things]),
  minimums: amounts,
  minimumQuantity: number,
  markets: z.union([z.literal('all'), z.array(uuid.transform((id) => id as MarketId)).max(500)]),
  groups: z.union([z.literal('all'), z.array(uuid.transform((id) => id as CustomerGroupId)).max(500)]),
  countries: z.array(z.string().max(2)).max(300),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  maxUses: limit,
  maxUsesPerCustomer: limit,
  firstOrderOnly: z.boolean(),
}) satisfies z.ZodType<PromotionInput>

export const newPromotionBody = z.strictObject({ promotion: promotionFields })
export const promotionBody = z.strictObject({ version: z.number().int(), promotion: promotionFields })
export const switchBody = z.strictObject({ active: z.boolean() })

export const couponBody = z.strictObject({
  code: z.string().max(200, 'That is too long'),
  active: z.boolean(),
  onlyFor: z.string().max(300, 'That is too long').nullable(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  maxUses: limit,
}) satisfies z.ZodType<CouponInput>

export const generateBody = z.strictObject({
  count: number,
  prefix: z.string().max(20, 'That is too long'),
  maxUses: limit,
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
})
