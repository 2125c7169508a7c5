import { describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { ok } from '#kernel/result'
import { saveSetting } from '#modules/market'
import { aProduct, done } from '#testing/builders'
import { testDesk } from '#testing/desk'
import { aPaidOrder } from '#testing/orders'
import type { MailDetail, OrderDetail, Page, SettingsScreen } from './types.ts'

const { shop, stoa, call, answer, anOrder, emptied } = testDesk()

describe('the rest of the desk', () => {
  test('home counts what was sold, and what waits', async () => {
    const { variantIds } = await aProduct(shop.db, { variants: [{ price: 1000, stock: 2 }] })
    const [variantId] = variantIds
    if (!variantId) throw new Error('no variant')
    const midnight = encodeURIComponent(new Date(new Date().setHours(0, 0, 0, 0)).toISOString())
    type Home = { today: { now: { orders: number; sales: { amount: number }[] } }; todo: { toShip: number } }
    const before = await answer<Home>(`/api/home?midnight=${midnight}`)
    const orderId = await aPaidOrder(stoa, { lines: [[variantId, 1]] })
    const { total } = await answer<OrderDetail>(`/api/orders/${orderId}`)
    const after = await answer<Home>(`/api/home?midnight=${midnight}`)
    expect(after.today.now.orders).toBe(before.today.now.orders + 1)
    expect(after.today.now.sales[0]?.amount).toBe((before.today.now.sales[0]?.amount ?? 0) + total.amount)
    expect(after.todo.toShip).toBe(before.todo.toShip + 1)
  })

  test('settings are saved by one at a time, with a real IBAN', async () => {
    const { shop: known, version } = await answer<SettingsScreen>('/api/settings')
    const bank = { holder: 'Ana', iban: 'DE02 1203 0000 0000 2020 51', bic: 'byladem1001', bankName: 'DKB' }
    const body = {
      ...known,
      version,
      name: 'Halden',
      email: 'hello@halden.test',
      address: 'Lindenweg 12\n\n20095 Hamburg ',
      bank,
    }
    const wrong = { ...body, bank: { ...bank, iban: 'DE03 1203 0000 0000 2020 51' } }
    expect((await call('/api/settings/shop', { method: 'PUT', body: wrong })).status).toBe(422)
    const saved = await answer<SettingsScreen>('/api/settings/shop', { method: 'PUT', body })
    expect(saved.shop).toMatchObject({
      name: 'Halden',
      address: 'Lindenweg 12\n20095 Hamburg',
      bank: { iban: 'DE02120300000000202051' },
    })
    expect((await call('/api/settings/shop', { method: 'PUT', body })).status).toBe(409)
  })

  test('the demo is emptied by the owner, on purpose', async () => {
    await done(shop.db, async (tx) => ok(await saveSetting(tx, 'demo', { since: new Date().toISOString() })))
    expect(await answer('/api/shop')).toMatchObject({ isDemo: true })
    expect((await call('/api/demo/empty', { method: 'POST', body: {} })).status).toBe(422)
    expect((await call('/api/demo/empty', { method: 'POST', body: { confirm: true } })).status).toBe(200)
    const again = await call('/api/demo/empty', { method: 'POST', body: { confirm: true } })
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'not_the_demo' }])
    expect(emptied).toHaveLength(2)
  })

  test('a mail is shown in a frame that can do nothing', async () => {
    const { orderId } = await anOrder()
    const mail = { kind: 'confirmation', event_id: 1, order_id: orderId, to_email: 'ada@example.com', language: 'en' }
    const words = { subject: 'Your order', html: '<p>Hello</p><script>alert(1)</script>', text: 'Hello' }
    const id = newId<'mail'>()
    // Written as the notification module would, for a mail with a script in it.
    await shop.pool.query(
      `insert into mails (id, kind, event_id, order_id, to_email, language, subject, html, text, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'kept')`,
      [
        id,
        mail.kind,
        mail.event_id,
        mail.order_id,
        mail.to_email,
        mail.language,
        words.subject,
        words.html,
        words.text,
      ],
    )
    expect(await answer<MailDetail>(`/api/mails/${id}`)).toMatchObject({ subject: 'Your order', canResend: false })
    const html = await call(`/api/mails/${id}/html`)
    expect(html.headers.get('content-security-policy')).toMatch(/^sandbox [^;]*; default-src 'none'/)
    expect(html.headers.get('content-security-policy')).not.toContain('script')
    expect((await call(`/api/mails/${id}/resend`, { method: 'POST' })).status).toBe(409)
    expect((await answer<Page<{ id: string }>>('/api/mails?search=ada@')).rows.map((row) => row.id)).toContain(id)
  })
})
