import { expect, test } from 'vitest'

import { aCoupon } from '#testing/promotions'
import { thingsAlike } from '../rig/goods.ts'
import { fire, post } from '../rig/race-gun.ts'
import { ordered, placeTogether, placing, type Ready, readyCrowds } from '../rig/ready.ts'
import { crowd, inRounds, type Round } from '../rig/rounds.ts'
import { expectBooksOfRace, expectSound, ordersWith, type Stage, type TheStage } from './stage.ts'

/** Races for what may be used once, or only as long as it lasts. */
export function valueRaces(the: TheStage): void {
  for (const limit of [1, 5])
    test(`C05: a code that holds ${limit === 1 ? 'once' : 'five times'}: so many get it, nobody pays more than they saw`, async (context) => {
      const stage = (rounds: number) => codes(the(), rounds, { maxUses: limit, count: crowd(100, 8) })
      await inRounds(context, { stage }, (round) => lastCoupon(the(), limit, round))
      await expectBooksOfRace(the())
    })

  for (const [what, each] of [
    ['holds once for each customer', { maxUsesPerCustomer: 1 }],
    ['is for a first order', { firstOrderOnly: true }],
  ] as const)
    test(`C06: a code that ${what}: one of her many carts`, async (context) => {
      const stage = (rounds: number) => codes(the(), rounds, { each, count: crowd(20, 6) })
      await inRounds(context, { stage }, (round) => onceEach(the(), round))
      await expectBooksOfRace(the())
    })

  test('C07: a code is put in, taken out and used at once: the order is one version of it', async (context) => {
    const stage = (rounds: number) => codes(the(), rounds, { maxUses: 50, count: 1 })
    await inRounds(context, { stage }, (round) => inAndOut(the(), round))
    await expectBooksOfRace(the())
  })

  test('C08: a gift card for four of many orders: four whole orders, and what is left', async (context) => {
    const stage = (rounds: number) => carded(the(), rounds, { count: crowd(20, 7), amounts: [10_000] })
    await inRounds(context, { stage }, (round) => lastOfTheCard(the(), round))
    await expectBooksOfRace(the())
  })

  test('C09: two cards are merged, topped up and spent at once: not a cent comes or goes', async (context) => {
    const stage = (rounds: number) => carded(the(), rounds, { count: crowd(10, 4), amounts: [5000, 3000, 2000] })
    await inRounds(context, { stage }, (round) => merged(the(), round))
    await expectBooksOfRace(the())
  })
}

type Coded = { variant: string; couponId: string; promotionId: string; code: string; ready: readonly Ready[] }
type Codes = {
  count: number
  maxUses?: number | null
  each?: { maxUsesPerCustomer?: number; firstOrderOnly?: boolean }
}

/** For each round a code and a thing of its own, and people who have typed the one and want the other. */
async function codes({ rig }: Stage, rounds: number, { count, maxUses = null, each }: Codes): Promise<Coded[]> {
  const variants = await thingsAlike(rig.db, rounds, { stock: 200 })
  const first = await aCoupon(rig.db, { maxUses, ...(each && { promotion: each }) })
  const coupons = [first]
  while (coupons.length < rounds) coupons.push(await aCoupon(rig.db, { maxUses, promotion: first.promotionId }))
  const crowds = await readyCrowds(rig, {
    rounds: variants.map((variant) => [[variant, 1]]),
    count,
    codes: [first.code],
    own: coupons.map(({ code }) => [code]),
    ...(each && { emails: variants.map((variant) => `once-${variant.slice(-12)}@example.com`) }),
  })
  return variants.map((variant, round) => ({ ...(coupons[round] ?? first), variant, ready: crowds[round] ?? [] }))
}

type CodeRound = Pick<Round<Coded>, 'saw' | 'staged'>

async function lastCoupon(stage: Stage, limit: number, { saw, staged }: CodeRound): Promise<void> {
  const { rig } = stage
  const { ready, variant, couponId } = staged
  const shots = saw(await placeTogether(rig, ready))
  expect(shots.filter(ordered)).toHaveLength(limit)
  expect(shots.filter(({ status }) => status === 409)).toHaveLength(ready.length - limit)
  expect(await ordersWith(stage, variant)).toHaveLength(limit)
  const used = await rig.query('select used from coupons where id = $1', [couponId])
  expect(used).toEqual([{ used: limit }])
}

async function onceEach({ rig }: Stage, { saw, staged: { ready, couponId } }: CodeRound): Promise<void> {
  // The same person writes herself in another way; what stands behind a plus is another address.
  const told = ready.map(({ form, ...one }, index) => ({
    ...one,
    form: index % 2 === 0 ? form : { ...form, email: (form['email'] ?? '').toUpperCase() },
  }))
  const shots = saw(await fire(told.map((one, client) => placing(rig, client, one))))
  expectSound(shots)
  expect(shots.filter(ordered)).toHaveLength(1)
  const uses = await rig.query('select 1 from promotion_uses where coupon_id = $1 and released_at is null', [couponId])
  expect(uses).toHaveLength(1)
}

async function inAndOut(stage: Stage, { saw, staged }: CodeRound): Promise<void> {
  const { rig } = stage
  const { variant, code, couponId } = staged
  const [ready] = staged.ready
  if (!ready) throw new Error('nobody is ready')
  const at = (client: number): number => rig.shopOf(client).port
  const shots = saw(
    await fire(
      Array.from({ length: crowd(50, 9) }, (_, client) =>
        client % 3 === 0
          ? placing(rig, client, ready)
          : client % 3 === 1
            ? post(at(client), '/cart/codes', { code }, ready.cookie)
            : post(at(client), '/cart/codes/remove', { code }, ready.cookie),
      ),
    ),
  )
  expectSound(shots)
  const orders = await ordersWith(stage, variant)
  expect(orders.length).toBeLessThanOrEqual(1)
  if (orders[0]) expect(String(orders[0].total)).toBe(ready.form['total'])
  expect(await rig.query('select used from coupons where id = $1', [couponId])).toEqual([{ used: orders.length }])
}

type Card = { id: string; code: string }

/** A card as staff make it at the desk, with its code. */
async function aCard({ staff }: Stage, amount: number): Promise<Card> {
  const made = await staff.call<Card>('POST', '/gift-cards', {
    amount,
    currency: 'EUR',
    expiresOn: null,
    recipientEmail: null,
    language: 'en',
    note: '',
  })
  if (made.status !== 200) throw new Error(`no gift card: ${made.status}`)
  return made.body
}

type Carded = { cards: readonly Card[]; ready: readonly Ready[] }

/** For each round cards of these amounts, and people who want to pay with the first of them. */
async function carded(stage: Stage, rounds: number, { count, amounts }: { count: number; amounts: readonly number[] }) {
  const { rig } = stage
  const variants = await thingsAlike(rig.db, rounds, { stock: 100, price: 2000 })
  const cards: Card[][] = []
  for (const _ of variants) cards.push(await Promise.all(amounts.map((amount) => aCard(stage, amount))))
  const [[first] = []] = cards
  const crowds = await readyCrowds(rig, {
    rounds: variants.map((variant) => [[variant, 1]]),
    count,
    codes: first ? [first.code] : [],
    own: cards.map(([card]) => [card?.id ?? '']),
  })
  return cards.map((mine, round): Carded => ({ cards: mine, ready: crowds[round] ?? [] }))
}

type CardRound = Pick<Round<Carded>, 'saw' | 'staged'>

const balanceOf = async ({ rig }: Stage, cards: readonly Card[]): Promise<number> => {
  const [row] = await rig.query<{ sum: string }>(
    'select coalesce(sum(balance_amount), 0) as sum from gift_cards where id = any($1)',
    [cards.map(({ id }) => id)],
  )
  return Number(row?.sum)
}

/** Twenty euros and the parcel: the card pays for four, and a little is left. */
async function lastOfTheCard(stage: Stage, { saw, staged: { cards, ready } }: CardRound): Promise<void> {
  const price = Number(ready[0]?.form['total'])
  const whole = Math.floor(10_000 / price)
  const shots = saw(await placeTogether(stage.rig, ready))
  expect(shots.filter(ordered)).toHaveLength(whole)
  expect(shots.filter(({ status }) => status === 409)).toHaveLength(ready.length - whole)
  expect(await balanceOf(stage, cards)).toBe(10_000 - whole * price)
}

async function merged(stage: Stage, { saw, staged: { cards, ready } }: CardRound): Promise<void> {
  const { rig, staff } = stage
  const [from, one, other] = cards
  const price = Number(ready[0]?.form['total'])
  const at = (client: number): number => rig.shopOf(client).port
  const shots = saw(
    await fire([
      ...ready.map((shopper, client) => placing(rig, client, shopper)),
      ...Array.from({ length: crowd(12, 6) }, (_, client) =>
        client % 3 === 2
          ? staff.aimed(at(client), 'POST', `/gift-cards/${one?.id}/adjust`, { by: 100, reason: 'sorry' })
          : staff.aimed(at(client), 'POST', `/gift-cards/${from?.id}/merge`, {
              into: client % 3 === 0 ? one?.id : other?.id,
            }),
      ),
    ]),
  )
  expectSound(shots)
  const spent = shots.slice(0, ready.length).filter(ordered).length * price
  const desk = shots.slice(ready.length)
  const added = desk.filter(({ status }, index) => index % 3 === 2 && status < 300).length * 100
  expect(await balanceOf(stage, cards)).toBe(10_000 + added - spent)
}
