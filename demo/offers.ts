import type { CategoryId, VariantId } from '#kernel/id'
import { currencyOf, money, portion } from '#kernel/money'
import type { Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { readCategories } from '#modules/catalog'
import { saveGroup } from '#modules/customer'
import { readMarkets } from '#modules/market'
import { createList, setListPrices } from '#modules/pricing'
import { addCoupon, savePromotion, type PromotionInput } from '#modules/promotion'

const actor = 'demo'

/** What stands above every page of the shop. */
export const demoAnnouncement = {
  en: 'New here? WELCOME10 takes 10 % off your first order. Of three notebooks the cheapest is free.',
  de: 'Neu hier? WELCOME10 spart 10 % bei der ersten Bestellung. Von drei Notizbüchern ist das günstigste geschenkt.',
}

const always = {
  note: 'Part of the demo: change it, switch it off, or make your own.',
  active: true,
  priority: 0,
  stacks: true,
  rewards: 'all',
  needs: 'all',
  minimums: {},
  minimumQuantity: 0,
  markets: 'all',
  groups: 'all',
  countries: [],
  startsAt: null,
  endsAt: null,
  maxUses: null,
  maxUsesPerCustomer: null,
  firstOrderOnly: false,
} as const satisfies Omit<PromotionInput, 'names' | 'byCode' | 'reward'>

const welcome: PromotionInput = {
  ...always,
  names: { en: 'Welcome: 10 % off your first order', de: 'Willkommen: 10 % auf die erste Bestellung' },
  byCode: true,
  reward: { kind: 'percent_order', ppm: 100_000 },
  firstOrderOnly: true,
}

const freeShipping: PromotionInput = {
  ...always,
  names: { en: 'Free shipping on large orders', de: 'Große Bestellungen ohne Versandkosten' },
  byCode: false,
  reward: { kind: 'shipping', ppm: 1_000_000 },
  minimums: { EUR: 12_000, GBP: 10_500, CHF: 12_000, NOK: 140_000, USD: 14_000 },
}

const threeForTwo = (notebooks: CategoryId): PromotionInput => ({
  ...always,
  names: { en: 'Three notebooks for two', de: 'Drei Notizbücher für zwei' },
  byCode: false,
  reward: { kind: 'cheapest_free', buy: 3, times: null },
  rewards: { productIds: [], variantIds: [], categoryIds: [notebooks], collectionIds: [] },
  needs: 'same',
})

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`the demo was refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** A code for new customers, three notebooks for two, free shipping. Nothing, where there is an offer already. */
export async function saveOffers(tx: Tx): Promise<void> {
  const known = await tx.selectFrom('promotions').select('id').limit(1).executeTakeFirst()
  const notebooks = (await readCategories(tx)).find(({ slug }) => slug === 'notebooks')
  if (known || !notebooks) return
  const { promotionId } = valueOf(await savePromotion(tx, { promotion: welcome, actor }))
  const coupon = { code: 'WELCOME10', active: true, onlyFor: null, startsAt: null, endsAt: null, maxUses: null }
  valueOf(await addCoupon(tx, { promotionId, coupon, actor }))
  valueOf(await savePromotion(tx, { promotion: threeForTwo(notebooks.id), actor }))
  valueOf(await savePromotion(tx, { promotion: freeShipping, actor }))
}

/** What shops and offices pay less for, the more the less: 20 % off, from ten pieces on 30 %. */
export const forTrade = [
  'field-notebook',
  'harbor-journal',
  'day-planner',
  'sketchbook',
  'leaf-cards',
  'wrapping-paper',
]

/** A group of customers with prices of their own in the home market. Nothing, where there is a group already. */
export async function saveTradePrices(tx: Tx): Promise<void> {
  const [home] = await readMarkets(tx)
  if (!home || (await tx.selectFrom('customer_groups').select('id').limit(1).executeTakeFirst())) return
  const { groupId } = valueOf(await saveGroup(tx, { code: 'trade', name: 'Trade' }))
  const words = { name: 'Trade prices', groupId, startsAt: null, endsAt: null, active: true }
  const { priceListId: id } = valueOf(await createList(tx, { marketId: home.id, actor, ...words }))
  const rows = await tx
    .selectFrom('prices as p')
    .innerJoin('price_lists as l', 'l.id', 'p.price_list_id')
    .innerJoin('variants as v', 'v.id', 'p.variant_id')
    .innerJoin('products as o', 'o.id', 'v.product_id')
    .select(['p.variant_id', 'p.amount', 'l.currency'])
    .where('l.market_id', '=', home.id)
    .where('l.is_base', '=', true)
    .where('p.from_quantity', '=', 1)
    .where('o.slug', 'in', forTrade)
    .execute()
  const prices = rows.map(({ variant_id, amount, currency }) => {
    const price = money(amount, currencyOf(currency))
    const tiers = [
      { fromQuantity: 1, amount: portion(price, 80, 100).amount },
      { fromQuantity: 10, amount: portion(price, 70, 100).amount },
    ]
    return { variantId: variant_id as VariantId, tiers }
  })
  valueOf(await setListPrices(tx, { id, version: 1, prices, actor }))
}
