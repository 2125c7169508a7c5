import { gzipSync } from 'node:zlib'

import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import { SIGNATURE_HEADER, signMessage } from '#adapters/sandbox'
import { newId, type VariantId } from '#kernel/id'
import { aVariant } from '#testing/builders'
import type { Browser, Page } from '#testing/browser'
import { testDb } from '#testing/db'
import { everyFace, type EveryFace } from '#testing/every-face'
import { WEBHOOK_SECRET } from '#testing/orders'

const { db } = testDb()
let shop: EveryFace
let mug: VariantId

beforeAll(async () => {
  shop = await everyFace(db)
  mug = await aVariant(db, { title: 'Mug', price: 2000, stock: 1000 })
  await shop.refresh()
})

const ada = { email: 'ada@example.com', name: 'Ada Berg', street1: 'Hafenweg 7', postcode: '20457', city: 'Hamburg' }
const card = (number: string) => ({ number, expiry: '12 / 34', cvc: '123' })
const refOf = (bank: Page): string => bank.url.split('/').at(-1) ?? ''

async function lastOrder() {
  const order = await db.selectFrom('orders').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow()
  const payments = await db.selectFrom('payments').selectAll().where('order_id', '=', order.id).execute()
  return { ...order, payments }
}

type Message = { eventId: string; ref: string; state: string }

function tell(message: Message, change: (body: string) => string = (body) => body, at = new Date()): Promise<Response> {
  const { body, headers } = signMessage(WEBHOOK_SECRET, message, at)
  return post(change(body), headers)
}
const post = async (body: string, headers: Record<string, string>, name = 'sandbox'): Promise<Response> =>
  shop.whole.request(`http://shop.test/webhooks/${name}`, {
    method: 'POST',
    body,
    headers: { host: 'shop.test', ...headers },
  })

describe('messages of gateways', () => {
  async function paying(): Promise<{ browser: Browser; bank: Page; ref: string }> {
    const browser = shop.browser()
    await browser.send('/cart/lines', { variantId: mug, quantity: '1' })
    const bank = await browser.submit(await browser.get('/checkout'), '/checkout', { ...ada, go: 'place' })
    return { browser, bank, ref: refOf(bank) }
  }
  const kept = async (): Promise<number> => (await db.selectFrom('gateway_events').select('event_id').execute()).length

  test('A037, A039, A043, A045: what is not signed byte for byte is refused, and nothing is kept', async () => {
    const { ref } = await paying()
    const message = { eventId: newId(), ref, state: 'captured' }
    const { body, headers } = signMessage(WEBHOOK_SECRET, message, new Date())
    const [time = ''] = (headers[SIGNATURE_HEADER] ?? '').split(',')
    const before = await kept()
    const wrong: [string, Record<string, string>][] = [
      [body, {}],
      [body, { [SIGNATURE_HEADER]: '' }],
      [body, { [SIGNATURE_HEADER]: 'garbage' }],
      [body, { [SIGNATURE_HEADER]: `${time},v1=${'0'.repeat(64)}` }],
      [body, { [SIGNATURE_HEADER]: `${time}${',v1=0'.repeat(5000)}` }],
      [`${body} `, headers],
      [JSON.stringify({ state: 'captured', payment: ref, id: message.eventId }), headers],
      [body.replace('captured', 'c\\u0061ptured'), headers],
      [`\uFEFF${body}`, headers],
    ]
    for (const [bytes, sent] of wrong) expect((await post(bytes, sent)).status).toBe(400)
    expect((await post(body, headers, 'stripe')).status).toBe(404)
    expect((await post('x'.repeat(300_000), headers)).status).toBe(413)
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect(
        (await shop.whole.request('http://shop.test/webhooks/sandbox', { method, headers: { host: 'shop.test' } }))
          .status,
      ).toBe(405)
    expect((await tell(message, undefined, new Date(Date.now() - 301_000))).status).toBe(400)
    expect((await tell(message, undefined, new Date(Date.now() + 301_000))).status).toBe(400)
    expect(await kept()).toBe(before)
    expect((await lastOrder()).state).toBe('pending')
  })

  test('A045: what is packed, announces too much or is of another kind is refused, signed or not', async () => {
    const { ref } = await paying()
    const { body, headers } = signMessage(WEBHOOK_SECRET, { eventId: newId(), ref, state: 'captured' }, new Date())
    const before = await kept()
    const packed = { method: 'POST', body: gzipSync(body), headers: { host: 'shop.test', ...headers } }
    for (const more of [{ 'content-encoding': 'gzip' }, {}]) {
      const sent = { ...packed, headers: { ...packed.headers, ...more } }
      expect((await shop.whole.request('http://shop.test/webhooks/sandbox', sent)).status).toBe(400)
    }
    const lie = { ...headers, 'content-length': '10000000' }
    expect((await post(body, lie)).status).toBe(413)
    for (const kind of ['text/plain', 'multipart/form-data', ''])
      expect((await post(body, { 'content-type': kind })).status).toBe(400)
    expect(await kept()).toBe(before)
    expect((await lastOrder()).state).toBe('pending')
  })

  test('whose names are too long, are none, or that another account has signed are refused', async () => {
    const { ref } = await paying()
    const before = await kept()
    const message = { eventId: newId(), ref, state: 'captured' }
    const odd: object[] = [
      { ...message, eventId: 'e'.repeat(10_000) },
      { ...message, eventId: '' },
      { ...message, eventId: 7 },
      { ...message, eventId: ['a'] },
      { ...message, ref: `${ref}${'0'.repeat(200)}` },
      { ...message, ref: { $ne: null } },
      { ...message, state: null },
    ]
    for (const one of odd) expect((await tell(one as Message)).status).toBe(400)
    const { body, headers } = signMessage('the secret of the live account', message, new Date())
    expect((await post(body, headers)).status).toBe(400)
    const { headers: own } = signMessage(WEBHOOK_SECRET, message, new Date())
    for (const elsewhere of ['sandbox_test', 'SANDBOX', 'offline', 'stored_value', '__proto__', 'constructor'])
      expect((await post(body, own, elsewhere)).status).toBe(404)
    expect(await kept()).toBe(before)
    expect((await lastOrder()).state).toBe('pending')
  })

  test('A041: the same message a hundred times, and days later, has one effect', async () => {
    const { ref } = await paying()
    await shop.sandbox.page.pay(ref, card('4000 0000 0000 0341'))
    const message = { eventId: newId(), ref, state: 'captured' }
    const answers = await Promise.all(Array.from({ length: 100 }, () => tell(message)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const order = await lastOrder()
    expect(order).toMatchObject({ state: 'open' })
    expect((await tell(message)).status).toBe(200)
    const events = await db.selectFrom('events').select('type').where('subject_id', '=', order.id).execute()
    expect(events.filter(({ type }) => type === 'payment.captured')).toHaveLength(1)
    expect(order.payments.map(({ captured_amount }) => captured_amount)).toEqual([2490])
  })

  test('A047: a genuine payment of another sum leaves the order unpaid, and people are told', async () => {
    const { ref } = await paying()
    await sql`update sandbox_payments set amount = 100 where id = ${ref}`.execute(db)
    await shop.sandbox.page.pay(ref, card('4000 0000 0000 0341'))
    expect((await tell({ eventId: newId(), ref, state: 'captured' })).status).toBe(200)
    const order = await lastOrder()
    expect(order.state).toBe('pending')
    const events = await db.selectFrom('events').select('type').where('subject_id', '=', order.id).execute()
    expect(events.map(({ type }) => type)).toContain('payment.mismatched')
    const answer = await shop.whole.request(`http://shop.test/admin/api/orders/${order.id}`, {
      headers: { host: 'shop.test', cookie: shop.cookie },
    })
    expect(await answer.text()).toContain('mismatch')
  })

  test('A051: a message about a payment that nobody knows yet is kept', async () => {
    const ref = `sbx_${'0'.repeat(32)}`
    const eventId = newId()
    expect((await tell({ eventId, ref, state: 'refunded' })).status).toBe(200)
    const row = await db
      .selectFrom('gateway_events')
      .selectAll()
      .where('event_id', '=', eventId)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ gateway_ref: ref, applied_at: null })
  })

  test('what could not be kept is not acknowledged, and comes again', async () => {
    const message = { eventId: newId(), ref: `sbx_${'1'.repeat(32)}`, state: 'captured' }
    await sql`alter table gateway_events rename to gateway_events_away`.execute(db)
    const refused = await tell(message)
    await sql`alter table gateway_events_away rename to gateway_events`.execute(db)
    expect(refused.status).toBe(500)
    const before = await kept()
    expect((await tell(message)).status).toBe(200)
    expect(await kept()).toBe(before + 1)
  })

  test('A055: coming back without having paid pays nothing, and somebody else’s way back shows nothing', async () => {
    const { browser } = await paying()
    const path = new URL((await lastReturnUrl()) ?? '', 'http://shop.test')
    const page = await browser.get(
      `${path.pathname}?status=success&paid=1&redirect_status=succeeded&payment_intent=pi_1`,
    )
    expect(page.html).toContain('Waiting for the payment')
    expect((await lastOrder()).state).toBe('pending')
    const forged = path.pathname.replace(/.{4}$/, 'AAAA')
    expect((await shop.browser().get(forged)).status).toBe(404)
  })

  test('A057: markup in what a gateway says stays text, in the shop and at the desk', async () => {
    const { browser, ref } = await paying()
    const evil = '"><img src=x onerror=alert(1)>'
    await sql`update sandbox_payments set state = 'declined', failure_code = ${evil} where id = ${ref}`.execute(db)
    await tell({ eventId: newId(), ref, state: 'failed' })
    const page = await browser.get('/checkout?payment=ended')
    expect(page.status).toBe(200)
    expect(page.html).not.toContain('<img src=x')
    const order = await lastOrder()
    const answer = await shop.whole.request(`http://shop.test/admin/api/orders/${order.id}`, {
      headers: { host: 'shop.test', cookie: shop.cookie },
    })
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })
})

const lastReturnUrl = async (): Promise<string | undefined> =>
  (
    await db
      .selectFrom('sandbox_payments')
      .select('return_url')
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.return_url
