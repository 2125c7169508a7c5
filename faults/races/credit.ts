import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { thingsAlike } from '../rig/goods.ts'
import { fire } from '../rig/race-gun.ts'
import { ordered, placeTogether, placing, type Ready, readyShoppers } from '../rig/ready.ts'
import { crowd, inRounds, type Round } from '../rig/rounds.ts'
import { signedIn } from '../rig/sign-in.ts'
import { expectBooksOfRace, expectSound, ordersWith, type Stage, type TheStage } from './stage.ts'

/** Races for a customer's credit. */
export function creditRaces(the: TheStage): void {
  test('C10: store credit is spent, granted, taken away and given back at once: not a cent comes or goes', async (context) => {
    const stage = (rounds: number) => customers(the(), rounds)
    await inRounds(context, { stage }, (round) => credit(the(), round))
    await expectBooksOfRace(the())
  })
}

const START = 4000
const PRICE = 1000

type Customer = {
  email: string
  account: string
  variant: string
  orderId: string
  paid: number
  ready: readonly Ready[]
}

/** For each round a customer who has signed in, has bought something with her credit, and wants more of it. */
async function customers(stage: Stage, rounds: number): Promise<Customer[]> {
  const variants = await thingsAlike(stage.rig.db, rounds, { stock: 100, price: PRICE })
  const all: Customer[] = []
  // Four at a time: each waits for a mail.
  for (let from = 0; from < rounds; from += 4)
    all.push(...(await Promise.all(variants.slice(from, from + 4).map((variant) => aCustomer(stage, variant)))))
  return all
}

const grantOf = (email: string, amount: number) => ({
  email,
  amount,
  currency: 'EUR',
  expiresOn: null,
  reason: 'sorry',
})

async function aCustomer(stage: Stage, variant: string): Promise<Customer> {
  const { rig, staff } = stage
  const email = `credit-${randomUUID().slice(0, 8)}@example.com`
  const account = (await staff.call<{ id: string }>('POST', '/store-credit', grantOf(email, START))).body.id
  const session = await signedIn(rig, email)
  const ready = await readyShoppers(rig, {
    count: crowd(10, 4) + 1,
    lines: [[variant, 1]],
    email,
    session,
    also: async (shopper) => {
      const chosen = await shopper.post('/cart/credit', { use: '1' })
      if (chosen.status !== 303) throw new Error(`her credit was not taken: ${chosen.status}`)
    },
  })
  const [placed] = await placeTogether(rig, ready.slice(0, 1))
  const [order] = await ordersWith(stage, variant)
  if (!placed || !ordered(placed) || !order) throw new Error(`she could not pay with her credit: ${placed?.status}`)
  return { email, account, variant, orderId: order.id, paid: order.total, ready: ready.slice(1) }
}

async function credit(stage: Stage, { saw, staged }: Pick<Round<Customer>, 'saw' | 'staged'>): Promise<void> {
  const { rig, staff } = stage
  const { email, account, orderId, paid, ready } = staged
  const back = { lines: [], shipping: 0, amount: paid, restock: false, note: '' }
  // Staff at their desks, in turn: more credit, less of it, and all of her first order back.
  const desk = [
    ['/store-credit', grantOf(email, 300)],
    [`/store-credit/${account}/withdraw`, { amount: 200, reason: 'mistake' }],
    [`/orders/${orderId}/refund`, back],
  ] as const
  const clicks = Array.from({ length: crowd(12, 6) }, (_, index) => desk[index % 3] ?? desk[0])
  const shots = saw(
    await fire([
      ...ready.map((shopper, client) => placing(rig, client, shopper)),
      ...clicks.map(([path, body], client) => staff.aimed(rig.shopOf(client).port, 'POST', path, body)),
    ]),
  )
  expectSound(shots)
  const said = shots.slice(ready.length)
  const yes = (kind: number): number => said.filter(({ status }, index) => index % 3 === kind && status < 300).length
  // Her first order can be given back once.
  expect(yes(2)).toBe(1)
  const book = await accountOf(stage, account)
  const spent = shots.slice(0, ready.length).filter(ordered).length * paid
  const granted = START + yes(0) * 300
  expect(book).toEqual({ granted, withdrawn: yes(1) * 200, spent: spent + paid, back: paid })
  // It pays for whole orders only: what she could not pay with it, she was not sold.
  expect(spent / paid).toBeLessThanOrEqual(Math.floor(granted / paid))
}

/** The account's book by kind; its balance must be what it adds up to. */
async function accountOf({ rig }: Stage, id: string) {
  const [row] = await rig.query<{ balance: number; granted: number; withdrawn: number; spent: number; back: number }>(
    `select balance_amount::float8 as balance, e.* from credit_accounts a, lateral (select
       coalesce(sum(amount) filter (where kind = 'grant'), 0)::float8 as granted,
       coalesce(-sum(amount) filter (where kind = 'adjust'), 0)::float8 as withdrawn,
       coalesce(-sum(amount) filter (where kind in ('redeem', 'release')), 0)::float8 as spent,
       coalesce(sum(amount) filter (where kind not in ('grant', 'adjust', 'redeem', 'release')), 0)::float8 as back
       from credit_entries where account_id = a.id) e where a.id = $1`,
    [id],
  )
  if (!row) throw new Error('no account')
  const { balance, ...book } = row
  expect(balance).toBe(book.granted - book.withdrawn - book.spent + book.back)
  return book
}
