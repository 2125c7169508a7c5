import type { CategoryId, CollectionId, CustomerGroupId, MarketId, ProductId, VariantId } from '#kernel/id'
import type { Reward } from './promotion.ts'

/** Things of the catalog that a merchant has picked. */
export type PickedItems = Readonly<{
  productIds: readonly ProductId[]
  variantIds: readonly VariantId[]
  categoryIds: readonly CategoryId[]
  collectionIds: readonly CollectionId[]
}>

/** A promotion as its form holds it. */
export type PromotionInput = Readonly<{
  /** By language; at least one. */
  names: Readonly<Record<string, string>>
  note: string
  active: boolean
  byCode: boolean
  reward: Reward
  priority: number
  stacks: boolean
  rewards: 'all' | PickedItems
  /** 'same': the things that are made cheaper. */
  needs: 'all' | 'same' | PickedItems
  /** Minor units by currency. */
  minimums: Readonly<Record<string, number>>
  minimumQuantity: number
  markets: 'all' | readonly MarketId[]
  groups: 'all' | readonly CustomerGroupId[]
  /** Codes of countries; empty: everywhere. */
  countries: readonly string[]
  startsAt: Date | null
  endsAt: Date | null
  maxUses: number | null
  maxUsesPerCustomer: number | null
  /** Only for a buyer who has no other order. */
  firstOrderOnly: boolean
}>

/** What is wrong, and with which field of the form. */
export type PromotionProblem = Readonly<{ path: string; code: PromotionProblemCode }>

export type PromotionProblemCode =
  | 'name_missing'
  | 'percent_invalid'
  | 'amount_invalid'
  | 'amount_missing'
  | 'quantity_invalid'
  | 'times_invalid'
  | 'priority_invalid'
  | 'nothing_picked'
  | 'unknown_item'
  | 'minimum_invalid'
  | 'unknown_market'
  | 'unknown_group'
  | 'unknown_country'
  | 'ends_before_start'
  | 'limit_invalid'
  | 'limit_below_used'
