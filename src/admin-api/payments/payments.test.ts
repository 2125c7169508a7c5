import { describe, expect, test } from 'vitest'

import { readAccount, secretsOf } from '#modules/gateway-account'
import { testDesk } from '#testing/desk'
import { testBox } from '#testing/gateways'
import type { Failure, WaysScreen } from '../types.ts'

const { shop, call, answer } = testDesk()

const ways = () => answer<WaysScreen>('/api/payments')
const way = async (code: string, mode: string) => {
  const found = (await ways()).ways.find((one) => one.code === code && one.mode === mode)
  if (!found) throw new Error('no such way')
  return found
}
const rules = { captureMode: 'automatic', holdDays: null, markets: [], countries: [], currencies: [] }
const save = async (code: string, mode: string, change: Record<string, unknown>) => {
  const { version } = await way(code, mode)
  const body = { ...rules, version, fields: {}, ...change }
  return call(`/api/payments/${code}/${mode}`, { method: 'PUT', body })
}
const flip = (code: string, mode: string, enabled: boolean) =>
  call(`/api/payments/${code}/${mode}/switch`, { method: 'POST', body: { enabled } })

const keys = (mode: string) => ({ apiKey: `sk_${mode}_51Nabcdefgh4242`, webhookSecrets: 'whsec_abcdefgh1234' })

describe('the ways to pay', () => {
  test('of a new shop: the test bank, bank transfer and cash on delivery are on', async () => {
    const on = (await ways()).ways.filter(({ enabled }) => enabled).map(({ code }) => code)
    expect(on).toEqual(['sandbox', 'bank_transfer', 'cash_on_delivery'])
  })

  test('are connected with keys that go in and never come out', async () => {
    expect((await flip('stripe', 'live', true)).status).toBe(409)
    const saved = await save('stripe', 'live', { fields: keys('live'), captureMode: 'manual' })
    expect(saved.status).toBe(200)
    const text = await saved.text()
    for (const secret of Object.values(keys('live'))) expect(text).not.toContain(secret.slice(8))
    expect(await way('stripe', 'live')).toMatchObject({
      isConnected: true,
      captureMode: 'manual',
      enabled: false,
      webhookUrl: 'http://shop.test/webhooks/stripe',
      fields: [{ name: 'apiKey', value: '', hint: '…4242' }, { hint: '…1234' }],
    })
    const account = await readAccount(shop.db, 'stripe', 'live')
    expect(account?.sealedSecrets).not.toContain('sk_live')
    expect(account && secretsOf(testBox, account)).toEqual(keys('live'))
    const { rows } = await shop.pool.query<{ log: string }>('select audit_log::text as log from audit_log')
    expect(rows.some(({ log }) => log.includes('payments.way_saved'))).toBe(true)
    expect(rows.map(({ log }) => log).join()).not.toMatch(/sk_live_5|whsec_a/)
    // What is sealed for one row opens in no other.
    expect(account && secretsOf(testBox, { ...account, mode: 'test' })).toBeNull()
  })

  test('keep their keys when a form leaves them empty, and say at the field what is wrong', async () => {
    expect((await save('stripe', 'live', { countries: ['DE'] })).status).toBe(200)
    const account = await readAccount(shop.db, 'stripe', 'live')
    expect(account && secretsOf(testBox, account)).toEqual(keys('live'))
    const wrong = async (code: string, mode: string, fields: Record<string, string>) =>
      ((await (await save(code, mode, { fields })).json()) as Failure).problems
    expect(await wrong('stripe', 'live', { apiKey: 'sk_test_51Nabcdefgh4242' })).toEqual([
      { path: 'fields.apiKey', message: expect.stringContaining('other mode') },
    ])
    expect(await wrong('stripe', 'live', { apiKey: '<b>' })).toMatchObject([{ path: 'fields.apiKey' }])
    expect(await wrong('mollie', 'test', {})).toEqual([{ path: 'fields.apiKey', message: 'Please fill this in.' }])
    expect((await save('stripe', 'live', { countries: ['Germany'] })).status).toBe(422)
    expect((await save('stripe', 'live', { markets: ['atlantis'] })).status).toBe(409)
    expect((await save('stripe', 'live', { version: 1 })).status).toBe(409)
    expect((await call('/api/payments/evil/live/switch', { method: 'POST', body: { enabled: true } })).status).toBe(404)
  })

  test('are tested, and the answer of a gateway stays text', async () => {
    const tested = await call('/api/payments/stripe/live/test', { method: 'POST' })
    expect(tested.status).toBe(200)
    expect(await way('stripe', 'live')).toMatchObject({ account: 'Stoa Works (acct_1)', checkedAt: expect.any(String) })
    const refused = await call('/api/payments/paypal/live/test', { method: 'POST' })
    expect(refused.status).toBe(409)
    expect(refused.headers.get('content-type')).toContain('json')
    await save('stripe', 'live', { fields: { apiKey: 'sk_live_51Nother9999' } })
    expect(await way('stripe', 'live')).toMatchObject({ account: null, checkedAt: null })
  })

  test('are never on in test and live at once, however many switch', async () => {
    await save('stripe', 'test', { fields: keys('test') })
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all([flip('stripe', 'live', true), flip('stripe', 'test', true)])
      for (const { status } of answers) expect([200, 409]).toContain(status)
      const on = (await ways()).ways.filter(({ code, enabled }) => code === 'stripe' && enabled)
      expect(on).toHaveLength(1)
    }
    await expect(shop.pool.query("update gateway_accounts set enabled = true where code = 'stripe'")).rejects.toThrow(
      /gateway_accounts_enabled/,
    )
    await expect(
      shop.pool.query("update gateway_accounts set enabled = true where code = 'mollie' and mode = 'live'"),
    ).rejects.toThrow(/check/)
  })

  test('come in the merchant’s order, and their keys can be taken away', async () => {
    const codes = ['invoice', 'stripe', 'bank_transfer']
    expect((await call('/api/payments/order', { method: 'PUT', body: { codes } })).status).toBe(200)
    const order = [...new Set((await ways()).ways.map(({ code }) => code))]
    expect(order.indexOf('invoice')).toBeLessThan(order.indexOf('stripe'))
    expect((await call('/api/payments/stripe/live/keys', { method: 'DELETE' })).status).toBe(200)
    expect(await way('stripe', 'live')).toMatchObject({ isConnected: false, enabled: false })
    expect(await readAccount(shop.db, 'stripe', 'live')).toMatchObject({ sealedSecrets: null, hints: {} })
  })

  test('wait so many days for offline money', async () => {
    expect((await save('invoice', 'live', { holdDays: 0 })).status).toBe(422)
    expect((await save('invoice', 'live', { holdDays: 30 })).status).toBe(200)
    expect((await flip('invoice', 'live', true)).status).toBe(200)
    expect(await way('invoice', 'live')).toMatchObject({ enabled: true, holdDays: 30 })
  })
})
