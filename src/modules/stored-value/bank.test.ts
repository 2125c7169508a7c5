import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { newId, type CreditAccountId } from '#kernel/id'
import { ok } from '#kernel/result'
import { command } from '#platform/db'
import { done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aGiftCard, cardTender, creditTender, eur, hold, someCredit, valueDiffers } from '#testing/value'
import {
  adjustGiftCard,
  claimValue,
  creditEntriesOf,
  entriesOf,
  expireValue,
  grantCredit,
  listCreditAccounts,
  mergeGiftCards,
  readGiftCard,
  releaseValue,
  returnValue,
  withdrawCredit,
} from './index.ts'

const { db } = testDb(24)
const balanceOf = async (id: Parameters<typeof readGiftCard>[1]) => (await readGiftCard(db, id))?.balance.amount
const creditOf = async (id: string) => {
  const { accounts } = await listCreditAccounts(db, { id: id as CreditAccountId, limit: 1, offset: 0 })
  return accounts[0]?.balance.amount
}
const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)))

test('C08: twenty orders of 50.00 at once on a card of 50.00: one gets it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { giftCardId } = await aGiftCard(db)
    const held = await times(20, () => hold(db, cardTender(giftCardId, 5000)))
    expect(held.filter(({ ok: isHeld }) => isHeld)).toHaveLength(1)
    expect(held.find((one) => !one.ok)).toMatchObject({ refusal: { code: 'value_gone', hint: '0000' } })
    expect(await balanceOf(giftCardId)).toBe(0)
  }
  expect(await valueDiffers(db)).toEqual([])
})

test('C08: twenty orders of 3.00 at once on a card of 50.00: sixteen get theirs, 2.00 stay', async () => {
  const { giftCardId } = await aGiftCard(db)
  const held = await times(20, () => hold(db, cardTender(giftCardId, 300)))
  expect(held.filter(({ ok: isHeld }) => isHeld)).toHaveLength(16)
  expect(await balanceOf(giftCardId)).toBe(200)
  expect(await valueDiffers(db)).toEqual([])
})

test('C09: merges A to B and A to C, top-ups and spending at once: nothing is lost and nothing is new', async () => {
  const cards = await times(3, () => aGiftCard(db))
  const [a, b, c] = cards.map(({ giftCardId }) => giftCardId)
  if (!a || !b || !c) throw new Error('no cards')
  const merge = (from: typeof a, to: typeof a) =>
    command(db, (tx) => mergeGiftCards(tx, { from, to, actor: 'test', now: new Date() }))
  const ways: (() => Promise<{ ok: boolean }>)[] = [
    () => merge(a, b),
    () => merge(a, c),
    () => merge(b, a),
    () => merge(c, b),
    () => command(db, (tx) => adjustGiftCard(tx, { giftCardId: a, by: 100, reason: 'top-up', actor: 'test' })),
    () => hold(db, cardTender(b, 100)),
    () => hold(db, cardTender(c, 100)),
  ]
  const results = await times(70, (index) => ways[index % ways.length]?.() ?? merge(a, b))
  const topUps = results.filter((result, index) => index % ways.length === 4 && result.ok).length
  const spent = results.filter((result, index) => index % ways.length >= 5 && result.ok).length
  const balances = await Promise.all([a, b, c].map(balanceOf))
  expect(balances.reduce<number>((all, one) => all + (one ?? 0), 0)).toBe(15_000 + topUps * 100 - spent * 100)
  expect(await valueDiffers(db)).toEqual([])
})

test('C10: twenty orders at once on a credit of 50.00 in four parts never spend more than there is', async () => {
  const lots = [1000, 2000, 500, 1500].map((amount) => ({ amount }))
  for (const price of [5000, 300]) {
    const { accountId } = await someCredit(db, lots)
    const held = await times(20, () => hold(db, creditTender(accountId, price)))
    const most = Math.floor(5000 / price)
    expect(held.filter(({ ok: isHeld }) => isHeld)).toHaveLength(most)
    expect(await creditOf(accountId)).toBe(5000 - most * price)
  }
  expect(await valueDiffers(db)).toEqual([])
})

test('C10: credit is granted, spent, released, refunded, withdrawn and ended at once, and the books agree', async () => {
  const { accountId, customerId } = await someCredit(db)
  const id = accountId as CreditAccountId
  const soon = new Date(Date.now() + 3600_000)
  const later = { db, clock: { now: () => new Date(Date.now() + 7200_000) } }
  await times(60, async (index) => {
    if (index % 6 === 0)
      return done(db, (tx) =>
        grantCredit(tx, { customerId, amount: eur(400), expiresAt: soon, reason: 'more', actor: 'test' }),
      )
    if (index % 6 === 1)
      return command(db, (tx) => withdrawCredit(tx, { accountId: id, amount: 150, reason: '', actor: 't' }))
    if (index % 12 === 2) return expireValue(later)
    const held = await hold(db, creditTender(accountId, 700))
    if (!held.ok) return null
    if (index % 6 === 3) return done(db, async (tx) => ok(await releaseValue(tx, held.paymentId)))
    await done(db, async (tx) => ok(await claimValue(tx, held.paymentId)))
    const refund = { paymentId: held.paymentId, refundId: newId<'refund'>(), amount: eur(200) }
    return done(db, (tx) => returnValue(tx, refund))
  })
  expect(await valueDiffers(db)).toEqual([])
  expect((await creditEntriesOf(db, id)).length).toBeGreaterThan(20)
})

test('a payment is released once and claimed once, and a refund comes back once, however often', async () => {
  const { giftCardId } = await aGiftCard(db)
  const dropped = await hold(db, cardTender(giftCardId, 2000))
  await times(10, () => done(db, async (tx) => ok(await releaseValue(tx, dropped.paymentId))))
  expect(await balanceOf(giftCardId)).toBe(5000)

  const paid = await hold(db, cardTender(giftCardId, 2000))
  await times(10, () => done(db, async (tx) => ok(await claimValue(tx, paid.paymentId))))
  await done(db, async (tx) => ok(await releaseValue(tx, paid.paymentId)))
  expect(await balanceOf(giftCardId)).toBe(3000)

  const refund = { paymentId: paid.paymentId, refundId: newId<'refund'>(), amount: eur(700) }
  await done(db, (tx) => returnValue(tx, refund))
  await done(db, (tx) => returnValue(tx, refund))
  expect(await balanceOf(giftCardId)).toBe(3700)
  expect((await entriesOf(db, giftCardId)).map(({ kind, amount }) => [kind, amount.amount])).toEqual([
    ['issue', 5000],
    ['redeem', -2000],
    ['release', 2000],
    ['redeem', -2000],
    ['return', 700],
  ])
  expect(await valueDiffers(db)).toEqual([])
})

test('A035: never more goes back to a card or credit than it paid, also of twenty refunds at once', async () => {
  const { giftCardId } = await aGiftCard(db)
  const { accountId } = await someCredit(db)
  for (const tender of [cardTender(giftCardId, 2000), creditTender(accountId, 2000)]) {
    const { paymentId } = await hold(db, tender)
    const give = (amount: number) =>
      command(db, (tx) => returnValue(tx, { paymentId, refundId: newId<'refund'>(), amount: eur(amount) }))
    expect(await give(1)).toEqual({ ok: false, refusal: { code: 'more_than_paid' } })
    await done(db, async (tx) => ok(await claimValue(tx, paymentId)))
    const given = await times(20, () => give(201))
    expect(given.filter(({ ok: isGiven }) => isGiven)).toHaveLength(9)
    expect(await give(191)).toMatchObject({ ok: true })
    expect(await give(1)).toMatchObject({ ok: false })
  }
  expect([await balanceOf(giftCardId), await creditOf(accountId)]).toEqual([5000, 5000])
  expect(await valueDiffers(db)).toEqual([])
})

test('the database refuses a balance below zero and a rewritten entry, whatever the code does', async () => {
  const { giftCardId } = await aGiftCard(db)
  const { accountId } = await someCredit(db)
  const wrong = [
    sql`update gift_cards set balance_amount = -1 where id = ${giftCardId}`,
    sql`update credit_accounts set balance_amount = -1 where id = ${accountId}`,
    sql`update credit_lots set remaining_amount = granted_amount + 1 where account_id = ${accountId}`,
    sql`update gift_card_entries set amount = 1 where gift_card_id = ${giftCardId}`,
    sql`delete from gift_card_entries where gift_card_id = ${giftCardId}`,
    sql`update credit_entries set amount = 1 where account_id = ${accountId}`,
    sql`delete from credit_entries where account_id = ${accountId}`,
  ]
  for (const statement of wrong) await expect(statement.execute(db)).rejects.toThrow(/check constraint|append only/)
})
