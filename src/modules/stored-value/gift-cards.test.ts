import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import { newId, type CartId } from '#kernel/id'
import { ok } from '#kernel/result'
import { command } from '#platform/db'
import { aProduct, aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCart, anOpenShop, testShop } from '#testing/orders'
import { aGiftCard, cardTender, CODE_SECRET, eur, hold, someCredit, valueDiffers } from '#testing/value'
import {
  claimValue,
  entriesOf,
  expireValue,
  findGiftCard,
  listCreditAccounts,
  mergeGiftCards,
  putGiftCard,
  readGiftCard,
  readLiability,
  readValueFacts,
  replaceCode,
  setGiftCardState,
  takeGiftCardOut,
  tendersFor,
  useCredit,
} from './index.ts'

const { db } = testDb()
const stoa = testShop(db)
const deps = { db, clock: stoa.clock, codeSecret: CODE_SECRET }
let visitor = 0
/** Each from an address of its own. */
const find = (code: string) => findGiftCard(deps, { code, address: `192.0.2.${(visitor += 1)}` })
const DAY = 86_400_000
const turnSandbox = (on: boolean) => sql`update gateway_accounts set enabled = ${on} where code = 'sandbox'`.execute(db)

beforeAll(() => anOpenShop(db))

describe('a code', () => {
  test('opens its card however it is written, and stands nowhere in the database', async () => {
    const { giftCardId, code } = await aGiftCard(db)
    expect(await find(code.toLowerCase())).toMatchObject({
      ok: true,
      value: { giftCardId, hint: code.slice(-4), balance: { amount: 5000, currency: 'EUR' }, expiresAt: null },
    })
    const { rows } = await sql<{ text: string }>`select to_jsonb(g)::text as text from gift_cards g
      union all select to_jsonb(e)::text from gift_card_entries e union all select to_jsonb(v)::text from events v`.execute(
      db,
    )
    const plain = code.replaceAll('-', '')
    for (const { text } of rows) {
      expect(text).not.toContain(plain)
      expect(text).not.toContain(code)
      expect(text).not.toContain(plain.slice(0, 12))
    }
  })

  test('unknown, mistyped, switched off and ended are one and the same answer', async () => {
    const off = await aGiftCard(db)
    await done(db, (tx) => setGiftCardState(tx, { giftCardId: off.giftCardId, state: 'disabled', actor: 'test' }))
    const ended = await aGiftCard(db, { expiresAt: new Date(Date.now() - 1000) })
    const answers = await Promise.all(
      [off.code, ended.code, '', 'x', `${off.code}0`, 'AAAA-AAAA-AAAA-AAAA-AAAA'].map(find),
    )
    for (const answer of answers) expect(answer).toEqual({ ok: false, refusal: { code: 'unknown_gift_card' } })
  })

  test('twenty tries from one address are enough, good ones count too, and nobody else is kept out', async () => {
    const { code } = await aGiftCard(db)
    const tries = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        findGiftCard(deps, { code: index % 2 === 0 ? code : 'wrong', address: '198.51.100.7' }),
      ),
    )
    const stopped = tries.filter((one) => !one.ok && one.refusal.code === 'too_many_tries')
    expect(stopped).toHaveLength(40)
    expect(await find(code)).toMatchObject({ ok: true })
  })

  test('that was replaced opens nothing any more', async () => {
    const { giftCardId, code } = await aGiftCard(db)
    const fresh = await done(db, (tx) =>
      replaceCode(tx, { giftCardId, codeSecret: CODE_SECRET, mailed: false, actor: 'test' }),
    )
    expect(await find(code)).toMatchObject({ ok: false })
    expect(await find(fresh.code)).toMatchObject({ ok: true, value: { giftCardId } })
  })
})

describe('in a cart', () => {
  const intent = async (cartId: CartId) => ({ id: cartId, currency: eur(0).currency })

  test('cards pay first, the oldest end before the others, then credit, and never more than the total', async () => {
    const { cartId } = await aCart(db, { lines: [[await aVariant(db), 1]] })
    const later = await aGiftCard(db, { amount: eur(700), expiresAt: new Date(Date.now() + 90 * DAY) })
    const never = await aGiftCard(db, { amount: eur(800) })
    const sooner = await aGiftCard(db, { amount: eur(500), expiresAt: new Date(Date.now() + 9 * DAY) })
    const { customerId, accountId } = await someCredit(db)
    await sql`update carts set customer_id = ${customerId} where id = ${cartId}`.execute(db)
    const cart = await intent(cartId)
    for (const { giftCardId } of [never, later, sooner]) await done(db, (tx) => putGiftCard(tx, cart, giftCardId))

    const facts = await readValueFacts(db, cartId, new Date())
    expect(facts.credit).toMatchObject({ id: accountId, balance: eur(5000), chosen: false })
    const parts = (total: number, all = facts) =>
      tendersFor(eur(total), all).map(({ id, amount }) => [id, amount.amount])
    expect(parts(1500)).toEqual([
      [sooner.giftCardId, 500],
      [later.giftCardId, 700],
      [never.giftCardId, 300],
    ])
    expect(parts(0)).toEqual([])

    await done(db, async (tx) => ok(await useCredit(tx, cart, true)))
    await done(db, async (tx) => ok(await takeGiftCardOut(tx, cart, later.giftCardId)))
    const chosen = await readValueFacts(db, cartId, new Date())
    expect(parts(2000, chosen)).toEqual([
      [sooner.giftCardId, 500],
      [never.giftCardId, 800],
      [accountId, 700],
    ])
    await done(db, async (tx) => ok(await useCredit(tx, cart, false)))
    expect((await readValueFacts(db, cartId, new Date())).credit?.chosen).toBe(false)
  })

  test('a card that ended or was switched off meanwhile stays to be seen, and pays nothing', async () => {
    const { cartId } = await aCart(db, { lines: [[await aVariant(db), 1]] })
    const card = await aGiftCard(db)
    await done(db, async (tx) => putGiftCard(tx, await intent(cartId), card.giftCardId))
    await done(db, (tx) => setGiftCardState(tx, { giftCardId: card.giftCardId, state: 'disabled', actor: 'test' }))
    const facts = await readValueFacts(db, cartId, new Date())
    expect(facts.giftCards).toMatchObject([{ hint: card.code.slice(-4), balance: { amount: 0 } }])
    expect(tendersFor(eur(1000), facts)).toEqual([])
  })

  test('A025: a gift card is not bought with a gift card, whichever came first', async () => {
    const { variantIds } = await aProduct(db, { giftCard: true, variants: [{ price: 2500 }] })
    const [giftCard] = variantIds
    if (!giftCard) throw new Error('no variant')
    const card = await aGiftCard(db)
    const { cartId } = await aCart(db, { lines: [[giftCard, 1]] })
    const put = await command(db, async (tx) => putGiftCard(tx, await intent(cartId), card.giftCardId))
    expect(put).toEqual({ ok: false, refusal: { code: 'buys_gift_card' } })
    await sql`insert into cart_gift_cards (cart_id, gift_card_id) values (${cartId}, ${card.giftCardId})`.execute(db)
    const facts = await readValueFacts(db, cartId, new Date())
    expect(facts.blocked).toBe(true)
    expect(tendersFor(eur(2500), facts)).toEqual([])
  })

  test('another currency, an empty card and an eleventh one are refused', async () => {
    const { cartId } = await aCart(db)
    const cart = await intent(cartId)
    const put = async (giftCardId: Parameters<typeof putGiftCard>[2]) => {
      const answer = await command(db, (tx) => putGiftCard(tx, cart, giftCardId))
      return answer.ok ? 'in' : answer.refusal.code
    }
    const pounds = await aGiftCard(db, { amount: { ...eur(100), currency: 'GBP' as never } })
    const empty = await aGiftCard(db)
    await hold(db, cardTender(empty.giftCardId, 5000))
    expect([await put(pounds.giftCardId), await put(empty.giftCardId)]).toEqual(['wrong_currency', 'gift_card_empty'])
    for (let index = 0; index < 10; index += 1) expect(await put((await aGiftCard(db)).giftCardId)).toBe('in')
    expect(await put((await aGiftCard(db)).giftCardId)).toBe('too_many_gift_cards')
  })
})

describe('in time', () => {
  const breakage = async (): Promise<number> => {
    const { rows } = await sql<{ income: number }>`
      select coalesce(-sum(amount), 0)::bigint as income from ledger_lines where account = 'breakage'`.execute(db)
    return rows[0]?.income ?? 0
  }

  test('what has ended is taken off once and is income, what is held is not touched', async () => {
    await expireValue(deps)
    const before = await breakage()
    const later = new Date(Date.now() + DAY)
    const { giftCardId } = await aGiftCard(db, { expiresAt: later })
    const { accountId, customerId } = await someCredit(db, [{ amount: 1000, expiresAt: later }, { amount: 2000 }])
    const held = await hold(db, cardTender(giftCardId, 1500))
    const tomorrow = { db, clock: { now: () => new Date(later.getTime() + 1000) } }
    await Promise.all([expireValue(tomorrow), expireValue(tomorrow), expireValue(tomorrow)])

    expect((await entriesOf(db, giftCardId)).map(({ kind, amount }) => [kind, amount.amount])).toEqual([
      ['issue', 5000],
      ['redeem', -1500],
      ['expire', -3500],
    ])
    const { accounts } = await listCreditAccounts(db, { customerId, limit: 9, offset: 0 })
    expect(accounts).toMatchObject([{ id: accountId, balance: { amount: 2000 }, nextEnd: null }])
    await done(db, async (tx) => ok(await claimValue(tx, held.paymentId)))
    expect((await breakage()) - before).toBe(4500)
    expect(await valueDiffers(db)).toEqual([])
  })

  test('credit whose end has come is not spent, even before it is taken off', async () => {
    const gone = new Date(Date.now() - 1000)
    const { accountId } = await someCredit(db, [{ amount: 3000, expiresAt: gone }, { amount: 2000 }])
    const tender = { kind: 'store_credit' as const, id: accountId, hint: '', amount: eur(4000), mode: 'test' as const }
    expect(await hold(db, tender)).toMatchObject({ ok: false })
    expect(await hold(db, { ...tender, amount: eur(2000) })).toMatchObject({ ok: true })
    expect(await valueDiffers(db)).toEqual([])
  })

  test('the report says what was owed at a moment, and play money is not in it', async () => {
    const later = () => readLiability(db, new Date(Date.now() + 1000))
    const before = await later()
    await aGiftCard(db, { amount: eur(500) })
    await someCredit(db)
    expect(await later()).toEqual(before)
    await turnSandbox(false)
    await aGiftCard(db, { amount: eur(1234) })
    await turnSandbox(true)
    const after = await later()
    const owed = (rows: typeof before) => rows.find(({ holding }) => holding === 'gift_card')?.owed.amount ?? 0
    expect(owed(after) - owed(before)).toBe(1234)
  })
})

describe('merging', () => {
  test('the card that goes on holds as long as the longer of the two', async () => {
    const from = await aGiftCard(db, { amount: eur(300) })
    const to = await aGiftCard(db, { amount: eur(200), expiresAt: new Date(Date.now() + DAY) })
    const merge = { from: from.giftCardId, to: to.giftCardId, actor: 'test', now: new Date() }
    await done(db, (tx) => mergeGiftCards(tx, merge))
    expect(await readGiftCard(db, to.giftCardId)).toMatchObject({ balance: { amount: 500 }, expiresAt: null })
    expect(await readGiftCard(db, from.giftCardId)).toMatchObject({ balance: { amount: 0 } })
    const again = await command(db, (tx) => mergeGiftCards(tx, merge))
    expect(again).toMatchObject({ refusal: { code: 'nothing_left' } })
    const self = await command(db, (tx) => mergeGiftCards(tx, { ...merge, to: merge.from }))
    expect(self).toMatchObject({ refusal: { code: 'same_card' } })
    const lost = await command(db, (tx) => mergeGiftCards(tx, { ...merge, to: newId<'gift_card'>() }))
    expect(lost).toMatchObject({ refusal: { code: 'not_found' } })
  })
})
