import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { ok } from '#kernel/result'
import { saveSetting } from '#modules/market'
import { command } from '#platform/db'
import { done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aGiftCard, cardTender, creditTender, hold, someCredit, valueDiffers } from '#testing/value'
import { emptyStoredValue, listCreditAccounts, listGiftCards } from './index.ts'

const { db } = testDb()
const empty = () => command(db, async (tx) => ok(await emptyStoredValue(tx)))
const all = { view: 'all', search: '', limit: 10, offset: 0 } as const

test('what was given away in the demo is play money and leaves with it; real cards stay', async () => {
  await sql`update gateway_accounts set enabled = false where code = 'sandbox'`.execute(db)
  const real = await aGiftCard(db)
  await expect(empty()).rejects.toThrow('only the demo may be emptied')

  await done(db, async (tx) => ok(await saveSetting(tx, 'demo', { since: new Date().toISOString() })))
  const play = await aGiftCard(db)
  const { accountId } = await someCredit(db)
  await hold(db, cardTender(play.giftCardId, 100))
  await hold(db, creditTender(accountId, 100))
  const { cards } = await listGiftCards(db, all)
  expect(cards.map(({ id, isTest }) => [id, isTest])).toEqual([
    [play.giftCardId, true],
    [real.giftCardId, false],
  ])
  expect(await empty()).toMatchObject({ ok: true })
  expect((await listGiftCards(db, all)).cards.map(({ id }) => id)).toEqual([real.giftCardId])
  expect((await listCreditAccounts(db, { limit: 1, offset: 0 })).total).toBe(0)
  expect((await valueDiffers(db)).filter(({ what }) => !what.endsWith('the ledger'))).toEqual([])
})
