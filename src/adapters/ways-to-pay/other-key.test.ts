import { expect, test } from 'vitest'

import { bankTransfer } from '#adapters/offline'
import { saveAccount, switchAccount } from '#modules/gateway-account'
import { createSecretBox } from '#platform/secret-box'
import { done } from '#testing/builders'
import { testDb } from '#testing/db'
import { testBox } from '#testing/gateways'
import { openWaysToPay } from './index.ts'

const { db } = testDb()

test('keys that were sealed under another signing key leave their gateway out, and the shop goes on', async () => {
  const stripe = { code: 'stripe', mode: 'test' } as const
  const fields = { apiKey: 'sk_test_key_of_the_purchase', webhookSecrets: 'whsec_of_the_purchase' }
  const rules = { captureMode: 'automatic', holdDays: null, markets: [], countries: [], currencies: [] } as const
  await done(db, (tx) => saveAccount(tx, testBox, { ...stripe, version: 1, fields, ...rules }))
  await done(db, (tx) => switchAccount(tx, { ...stripe, enabled: true }))
  const open = (box: typeof testBox) =>
    openWaysToPay({ db, box, origin: new URL('http://shop.test'), urls: {}, sandbox: bankTransfer() })
  const [own, stranger] = [await open(testBox), await open(createSecretBox(Buffer.alloc(32, 9)))]
  const codes = stranger.offered().map(({ code }) => code)
  expect(own.offered().map(({ code }) => code)).toEqual(['stripe_test', ...codes])
  expect(codes).toEqual(['bank_transfer', 'bank_transfer', 'cash_on_delivery'])
  expect(stranger.gateway('stripe_test')).toBeNull()
  expect(await stranger.test('stripe', 'test')).toMatchObject({ ok: false, refusal: { code: 'refused' } })
  for (const ways of [own, stranger]) ways.close()
})
