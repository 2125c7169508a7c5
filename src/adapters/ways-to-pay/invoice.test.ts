import { afterAll, beforeAll, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { saveGroup } from '#modules/customer'
import { accountFields, needsKeys, saveAccount, switchAccount } from '#modules/gateway-account'
import type { PayingFacts } from '#modules/payment'
import { done } from '#testing/builders'
import { testDb } from '#testing/db'
import { testBox } from '#testing/gateways'
import { anOpenShop, testShop } from '#testing/orders'
import { eur } from '#testing/value'
import { openWaysToPay, type WaysToPay } from './index.ts'

const { db } = testDb()
const made: WaysToPay[] = []
beforeAll(() => anOpenShop(db))
afterAll(() => made.forEach((ways) => ways.close()))

const facts = (customerGroupId?: string | null): PayingFacts => ({
  country: 'DE',
  requiresShipping: true,
  total: eur(1000),
  ...(customerGroupId !== undefined && { customerGroupId }),
})

test('an invoice is for the groups that the merchant names, and for everybody when none is named', async () => {
  const { groupId } = await done(db, (tx) => saveGroup(tx, { code: 'trade', name: 'Trade' }))
  const invoice = async (fields: Record<string, string>) => {
    const { version, mode } = await db
      .selectFrom('gateway_accounts')
      .select(['version', 'mode'])
      .where('code', '=', 'invoice')
      .executeTakeFirstOrThrow()
    const key = { code: 'invoice', mode: mode === 'test' ? 'test' : 'live' } as const
    const rules = { captureMode: 'automatic' as const, holdDays: null, markets: [], countries: [], currencies: [] }
    await done(db, (tx) => saveAccount(tx, testBox, { ...key, version, fields, ...rules }))
    await done(db, (tx) => switchAccount(tx, { ...key, enabled: true }))
    const origin = new URL('http://shop.test')
    const ways = await openWaysToPay({ db, box: testBox, origin, urls: {}, sandbox: testShop(db).sandbox.method })
    made.push(ways)
    return ways.offered().find(({ code }) => code === 'invoice')
  }
  const open = await invoice({ groups: '', payDays: '' })
  expect([open?.offeredTo(facts()), open?.payWithinDays]).toEqual([true, null])

  const trade = await invoice({ groups: 'trade, friends', payDays: '14' })
  expect(trade?.payWithinDays).toBe(14)
  expect([facts(groupId), facts(newId()), facts(null), facts()].map((each) => trade?.offeredTo(each))).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect((await invoice({ groups: 'gone', payDays: '' }))?.offeredTo(facts(groupId))).toBe(false)
})

test('its terms are no keys: it is switched on without an account', () => {
  expect(needsKeys('invoice')).toBe(false)
  expect(accountFields('invoice').map(({ name }) => name)).toEqual(['groups', 'payDays'])
  expect([needsKeys('stripe'), needsKeys('bank_transfer')]).toEqual([true, false])
})
