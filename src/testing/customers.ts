import { systemClock } from '#kernel/clock'
import {
  newId,
  type CustomerGroupId,
  type CustomerId,
  type MarketId,
  type PriceListId,
  type VariantId,
} from '#kernel/id'
import {
  askForLink,
  findCustomer,
  linkTokenOf,
  readLink,
  saveCustomer,
  saveGroup,
  signInBy,
  type Customer,
  type LinkToken,
  type SessionToken,
} from '#modules/customer'
import { createList, readLists, setListPrices, type ListWords, type Tier } from '#modules/pricing'
import type { Db } from '#platform/db'
import type { Clock } from '#kernel/clock'
import { aMarket, done } from './builders.ts'

export const SIGN_IN_SECRET = 'what personal links are made with'

export async function aGroup(db: Db, code = `group-${newId().slice(-8)}`): Promise<CustomerGroupId> {
  return (await done(db, (tx) => saveGroup(tx, { code, name: code }))).groupId
}

type CustomerWords = Readonly<{ email?: string; name?: string; groupId?: CustomerGroupId | null }>

export async function aCustomer(
  db: Db,
  { email = `ada-${newId().slice(-8)}@example.com`, name = 'Ada', groupId = null }: CustomerWords = {},
): Promise<Customer> {
  const { customerId } = await done(db, (tx) => saveCustomer(tx, { email, name, groupId, actor: 'test' }))
  const customer = await findCustomer(db, customerId)
  if (!customer) throw new Error('no customer')
  return customer
}

type ListWish = Partial<ListWords> &
  Readonly<{
    marketId?: MarketId
    /** An amount is a price for one. */
    prices?: readonly (readonly [VariantId, number | readonly Tier[]])[]
  }>

/** A list beside a market's ordinary prices; for everybody, always, in the market `eu` unless told. */
export async function anExtraList(db: Db, { marketId, prices = [], ...words }: ListWish = {}): Promise<PriceListId> {
  const market = marketId ?? (await aMarket(db)).id
  const list = { name: 'Special prices', groupId: null, startsAt: null, endsAt: null, active: true, ...words }
  const { priceListId } = await done(db, (tx) => createList(tx, { ...list, marketId: market, actor: 'test' }))
  await listPrices(db, priceListId, prices)
  return priceListId
}

/** Says what things cost in a list, tiers and all. */
export async function listPrices(db: Db, id: PriceListId, prices: NonNullable<ListWish['prices']>): Promise<void> {
  const [list] = await readLists(db, id)
  if (!list) throw new Error('no list')
  const rows = prices.map(([variantId, said]) => ({
    variantId,
    tiers: typeof said === 'number' ? [{ fromQuantity: 1, amount: said }] : said,
  }))
  await done(db, (tx) => setListPrices(tx, { id, version: list.version, prices: rows, actor: 'test' }))
}

/** A personal link as its mail would hold it. */
export async function aLink(db: Db, email: string, clock: Clock = systemClock): Promise<LinkToken> {
  const { id: marketId } = await aMarket(db)
  const deps = { db, clock, secret: SIGN_IN_SECRET }
  const before = await newestLink(db, email)
  await askForLink(deps, email, { language: 'en', marketId, address: null })
  const id = await newestLink(db, email)
  const link = id === before || id === null ? null : await readLink(deps, id)
  if (!link) throw new Error('no link was made')
  return link.token
}

async function newestLink(db: Db, email: string): Promise<string | null> {
  const row = await db.selectFrom('customer_links').select('id').where('email', '=', email).executeTakeFirst()
  return row?.id ?? null
}

/** Somebody who has signed in. */
export async function aSession(
  db: Db,
  email: string,
  clock: Clock = systemClock,
): Promise<{ customerId: CustomerId; token: SessionToken }> {
  const link = linkTokenOf(await aLink(db, email, clock))
  const entered = link && (await signInBy({ db, clock }, { token: link, previous: null }))
  if (!entered?.ok) throw new Error('the story began without a session')
  return { customerId: entered.value.customer.id, token: entered.value.session }
}
