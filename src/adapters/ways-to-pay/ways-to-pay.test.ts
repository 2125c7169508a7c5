import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { VariantId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import { removeKeys, saveAccount, switchAccount, type GatewayCode } from '#modules/gateway-account'
import { completePayments } from '#modules/settlement'
import { createBreaker } from '#platform/outbound/breaker'
import { createOutbound } from '#platform/outbound/outbound'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { testBox } from '#testing/gateways'
import { aStorefront, type TestStorefront } from '#testing/storefront'
import { startStandinProcess, type RunningStandin } from '../../../faults/standins/start.ts'
import { openWaysToPay, type WaysToPay } from './index.ts'

const { db } = testDb()
const standins: Record<string, RunningStandin> = {}
const told: { server: Server | null; url: string } = { server: null, url: '' }
let shop: TestStorefront
let ways: WaysToPay
let mug: VariantId

const merchantId = 'STANDEN234567'
const keys: Record<'stripe' | 'paypal' | 'mollie', Record<string, string>> = {
  stripe: { apiKey: 'sk_test_key_of_the_purchase', webhookSecrets: 'whsec_of_the_purchase' },
  paypal: { clientId: 'client', clientSecret: 'secret', merchantId, webhookId: 'WH-ID-1' },
  mollie: { apiKey: 'test_key_of_the_purchase_12345' },
}

const standin = (code: string): RunningStandin => {
  const found = standins[code]
  if (!found) throw new Error(`no stand-in for ${code}`)
  return found
}

/** Keeps keys and switches on, as the desk does. */
async function connect(code: GatewayCode, fields: Record<string, string>, more: object = {}) {
  const { version } = await db
    .selectFrom('gateway_accounts')
    .select('version')
    .where('code', '=', code)
    .where('mode', '=', 'test')
    .executeTakeFirstOrThrow()
  const rules = { captureMode: 'automatic' as const, holdDays: null, markets: [], countries: [], currencies: [] }
  await done(db, (tx) => saveAccount(tx, testBox, { code, mode: 'test', version, fields, ...rules, ...more }))
  await done(db, (tx) => switchAccount(tx, { code, mode: 'test', enabled: true }))
}

beforeAll(async () => {
  const { stripe, mollie } = keys
  Object.assign(standins, {
    stripe: await startStandinProcess('stripe', {
      STANDIN_KEY: stripe['apiKey'] ?? '',
      STANDIN_SECRET: stripe['webhookSecrets'] ?? '',
    }),
    paypal: await startStandinProcess('paypal', {
      STANDIN_KEY: 'client',
      STANDIN_SECRET: 'secret',
      STANDIN_MERCHANT: merchantId,
      STANDIN_WEBHOOK_ID: 'WH-ID-1',
    }),
    mollie: await startStandinProcess('mollie', { STANDIN_KEY: mollie['apiKey'] ?? '' }),
  })
  const urls = Object.fromEntries(Object.entries(standins).map(([code, { url }]) => [code, url]))
  const origin = new URL('http://shop.test')
  const outbound: typeof createOutbound = (settings) =>
    createOutbound({ ...settings, totalMs: 700, breaker: createBreaker({ failures: 1000 }) })
  shop = await aStorefront(db, '/nowhere', async (sandbox) => {
    ways = await openWaysToPay({ db, box: testBox, origin, urls, sandbox: sandbox.method, outbound })
    return ways
  })
  mug = await aVariant(db, { title: 'Mug', price: 2400, stock: 1000 })
  await shop.refresh()
  // The stand-ins’ messages come over a socket and go in by the shop’s own route.
  told.server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' && name !== 'host' ? [[name, value] as [string, string]] : [],
      )
      const sent = { method: 'POST', body: Buffer.concat(chunks), headers: [...headers, ['host', 'shop.test']] }
      void Promise.resolve(
        shop.app.request(`http://shop.test${request.url ?? ''}`, sent as unknown as RequestInit),
      ).then(({ status }) => response.writeHead(status).end())
    })
  })
  await new Promise<void>((ready) => told.server?.listen(0, '127.0.0.1', ready))
  told.url = `http://127.0.0.1:${(told.server.address() as AddressInfo).port}`
  for (const code of ['stripe', 'paypal', 'mollie'] as const) {
    await connect(code, keys[code])
    await standin(code).webhooks({ url: `${told.url}/webhooks/${code}_test`, keep: true })
  }
  await ways.refresh(['settings'])
})

afterAll(async () => {
  await Promise.all(Object.values(standins).map((one) => one.stop()))
  told.server?.close()
  ways.close()
})

beforeEach(async () => {
  for (const one of Object.values(standins)) await one.script()
})

const ada = { email: 'ada@example.com', name: 'Ada', street1: 'Hafenweg 7', postcode: '20457', city: 'Hamburg' }
const euro = { country: 'DE', requiresShipping: true, total: money(2400, currencyOf('EUR')) }
const offered = (facts = euro) => ways.offered().flatMap((way) => (way.offeredTo(facts) ? [way.code] : []))

/** From the cart to the gateway’s page. */
async function goToPay(code: string) {
  const browser = shop.browser()
  await browser.send('/cart/lines', { variantId: mug, quantity: '1' })
  const page = await browser.submit(await browser.get('/checkout'), '/checkout', {
    ...ada,
    payment: `${code}_test`,
    go: 'place',
  })
  return { browser, page, ref: page.url.split('/').at(-1) ?? '' }
}

/** What the buyer answers on the hosted page; leads back to the shop. */
async function answer(code: string, ref: string, said: string): Promise<string> {
  const url = `${standin(code).url}/pay/${ref}`
  expect(await (await fetch(url)).text()).toContain('<form')
  const body = new URLSearchParams({ answer: said })
  const after = await fetch(url, { method: 'POST', body, redirect: 'manual' })
  return after.headers.get('location') ?? ''
}

/** What the shop does by itself, when what was begun a minute ago is not decided. */
async function aMinuteLater(): Promise<void> {
  await sql`update payments set created_at = created_at - interval '1 minute', checked_at = null`.execute(db)
  await completePayments(shop.deps.orders)
}

const lastOrder = () =>
  db
    .selectFrom('orders')
    .select(['id', 'number', 'state', 'total_amount'])
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
const bookOf = async (code: string, ref: string) => {
  const book = await standin(code).do<{ ref: string; captured: string | number; refunds: number }[]>('book')
  return book
    .filter((one) => one.ref === ref)
    .map((one) => ({ ...one, captured: String(one.captured).replace('.', '') }))
}

describe.each(['stripe', 'paypal', 'mollie'] as const)('a purchase through %s', (code) => {
  test('is paid on the hosted page, and the messages thrice in any order change nothing (row 46)', async () => {
    const { browser, page, ref } = await goToPay(code)
    expect(page.url).toMatch(/^\/pay\//)
    const back = await answer(code, ref, 'approve')
    const thanks = await browser.get(new URL(back).pathname)
    expect(thanks.html).toContain('Thank you.')
    const order = await lastOrder()
    expect(order.state).toBe('open')
    expect(await bookOf(code, ref)).toMatchObject([{ captured: String(order.total_amount) }])

    await standin(code).webhooks({ copies: 3 })
    await standin(code).do('flush', { seed: 7 })
    await standin(code).webhooks({ copies: 1 })
    expect(await lastOrder()).toEqual(order)
    expect(await bookOf(code, ref)).toMatchObject([{ captured: String(order.total_amount), refunds: 0 }])
    const paid = await db.selectFrom('events').select('type').where('subject_id', '=', order.id).execute()
    expect(paid.filter(({ type }) => type === 'order.confirmed')).toHaveLength(1)
  })

  test('is paid though the buyer never comes back: the gateway’s message is enough', async () => {
    const { ref } = await goToPay(code)
    await answer(code, ref, 'approve')
    expect((await lastOrder()).state).toBe('pending')
    await standin(code).do('flush', { seed: 3 })
    expect((await lastOrder()).state).toBe('open')
    expect(await bookOf(code, ref)).toHaveLength(1)
  })

  test('is paid though every message is lost: the shop asks by itself (F28)', async () => {
    await standin(code).webhooks({ lose: true })
    const { ref } = await goToPay(code)
    await answer(code, ref, 'approve')
    await aMinuteLater()
    expect((await lastOrder()).state).toBe('open')
    await standin(code).webhooks({ lose: false })
  })

  test('that fails gives the cart back', async () => {
    const { browser, ref } = await goToPay(code)
    if (code === 'stripe') {
      await answer(code, ref, 'debit')
      await standin(code).do('settle', { ref, good: false })
    }
    const back = code === 'stripe' ? null : await answer(code, ref, 'decline')
    const { id } = await lastOrder()
    const page = back ? await browser.get(new URL(back).pathname) : await browser.get('/checkout')
    if (back) expect(page.url).toBe('/checkout?payment=ended')
    if (!back) {
      await standin(code).do('flush', {})
      expect((await lastOrder()).id).toBe(id)
    }
    expect((await lastOrder()).state).toBe('canceled')
  })

  test.each(['error', 'reset', 'half', 'nonsense', 'late'] as const)(
    'that begins with an answer that is %s ends without a charge, or with one (F27)',
    async (mode) => {
      await standin(code).script({ mode, method: 'POST', ms: 1500, done: true })
      const { browser, page } = await goToPay(code)
      expect(page.status).toBe(200)
      await standin(code).script()
      await aMinuteLater()
      const { number, state } = await lastOrder()
      expect(['canceled', 'pending']).toContain(state)
      const book = await standin(code).do<{ order: string; captured: string | number }[]>('book')
      const own = book.filter(({ order }) => order === String(number))
      expect(own.length).toBeLessThanOrEqual(1)
      expect(own.every(({ captured }) => Number(captured) === 0)).toBe(true)
      const again = await browser.get('/checkout')
      expect(again.status).toBe(200)
    },
  )
})

test('a gateway that is down is told at once, and the shopper pays another way', async () => {
  await connect('mollie', { ...keys.mollie })
  const { script } = standin('mollie')
  await script({ mode: 'refuse', path: '/v2/payments', method: 'POST' })
  const { browser, page } = await goToPay('mollie')
  expect(page.status).toBe(409)
  const order = await browser.submit(page, '/checkout', { payment: 'bank_transfer', go: 'place' })
  expect(order.html).toContain('not paid yet')
})

test('what a gateway says stays text (A057)', async () => {
  const { browser, ref } = await goToPay('paypal')
  const markup = '<img src=x onerror=alert(1)>'
  await standin('paypal').do('approve', { ref, email: markup, given: markup })
  const paid = await browser.get('/checkout')
  await standin('paypal').do('flush', {})
  for (const { html } of [paid, await browser.get('/checkout')]) expect(html).not.toContain('<img src=x')
  expect((await lastOrder()).state).toBe('open')
})

describe('the list of ways to pay', () => {
  test('follows its accounts without a restart, in every process', async () => {
    const other = await openWaysToPay({
      db,
      box: testBox,
      origin: new URL('http://shop.test'),
      urls: {},
      sandbox: shop.sandbox.method,
    })
    expect(offered()).toContain('stripe_test')
    await done(db, (tx) => switchAccount(tx, { code: 'stripe', mode: 'test', enabled: false }))
    expect(offered()).toContain('stripe_test')
    await Promise.all([ways.refresh(['settings']), other.refresh(['settings'])])
    for (const one of [ways, other]) expect(one.offered().map(({ code }) => code)).not.toContain('stripe_test')
    // Old payments still need it.
    expect(ways.gateway('stripe_test')?.mode).toBe('test')
    expect(ways.gateway('stripe')).toBeNull()
    await done(db, (tx) => switchAccount(tx, { code: 'stripe', mode: 'test', enabled: true }))
    await ways.refresh(['settings'])
    other.close()
  })

  test('has each way only where, and in the currencies, that the merchant says', async () => {
    await connect('stripe', {}, { countries: ['DE'], currencies: ['EUR'] })
    await ways.refresh(['settings'])
    expect(offered()).toContain('stripe_test')
    expect(offered({ ...euro, country: 'FR' })).not.toContain('stripe_test')
    expect(offered({ ...euro, total: money(2400, currencyOf('USD')) })).not.toContain('stripe_test')
    await connect('stripe', {}, { markets: ['us'] })
    await ways.refresh(['settings'])
    expect(offered()).not.toContain('stripe_test')
    expect(offered({ ...euro, country: 'US' })).toContain('stripe_test')
    await connect('stripe', {})
    await ways.refresh(['settings'])
    // 5.124 dinars cannot be charged by Stripe, and PayPal takes none.
    const dinars = { ...euro, total: money(5124, currencyOf('KWD')) }
    expect(offered(dinars).filter((way) => way.endsWith('_test'))).toEqual([])
  })

  test('keeps the keys while payments wait for them', async () => {
    const { ref } = await goToPay('stripe')
    await expect(done(db, (tx) => removeKeys(tx, { code: 'stripe', mode: 'test' }))).rejects.toThrow('payments_open')
    expect(await ways.gateway('stripe_test')?.cancel(ref)).toMatchObject({ ok: true })
  })
})
