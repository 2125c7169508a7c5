import { HtmlValidate } from 'html-validate'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import { ok, refuse } from '#kernel/result'
import { saveSetting } from '#modules/market'
import { merchantMailFollows, writeMerchantMail } from '#modules/notification'
import { readUnmatched } from '#modules/payment'
import { completePayments, giveUnmatchedBack } from '#modules/settlement'
import type { ShopEvent } from '#platform/events'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { anOpenShop, aPlacedOrder, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { renderMerchantMail } from './render.tsx'

const { db } = testDb()
const shop = testShop(db, { capture: 'manual' })
const deps = { db, origin: new URL('https://shop.example'), mailer: null, renderMerchantMail }

beforeAll(async () => {
  await anOpenShop(db)
  const settings = { name: 'Mug & Co', email: 'owner@shop.example', address: [] }
  await done(db, async (tx) => ok(await saveSetting(tx, 'shop', settings)))
})

/** What the job runner does with all that happened so far; everything twice, as it may. */
async function mailsOf() {
  const { rows } =
    await sql<ShopEvent>`select id, type, subject_id as "subjectId", data, actor, at from events order by id`.execute(
      db,
    )
  for (const event of [...rows, ...rows].filter(merchantMailFollows)) await writeMerchantMail(deps, event)
  return db.selectFrom('mails').selectAll().where('kind', '=', 'merchant').orderBy('created_at').execute()
}

test('money that is soon free again is written to the shop’s own address, once, with the way to the order', async () => {
  const { orderId, next } = await aPlacedOrder(shop, { lines: [[await aVariant(db, { price: 2000 }), 1]] })
  if (next.kind !== 'pay') throw new Error(next.kind)
  await payByCard(shop, next.url)
  await webhook(shop, next.url)
  expect(await mailsOf()).toEqual([])
  await sql`update payments set expires_at = now() + interval '40 hours' where order_id = ${orderId}`.execute(db)
  await completePayments(shop)

  const mails = await mailsOf()
  expect(mails).toMatchObject([{ to_email: 'owner@shop.example', order_id: orderId, language: 'en', state: 'kept' }])
  const [mail] = mails
  expect(mail?.subject).toMatch(/^Order \d+: money that is set aside will soon be free again$/)
  expect(mail?.text).toContain(`https://shop.example/admin/orders/${orderId}`)
  expect(mail?.text).toContain('€24.90')
  const report = new HtmlValidate({ extends: ['html-validate:standard'] }).validateStringSync(mail?.html ?? '')
  expect(report.results).toEqual([])
})

test('money that did not fit, and that could not be given back, is written about like every failed refund', async () => {
  const ready = testShop(db)
  const { orderId, next } = await aPlacedOrder(ready, { lines: [[await aVariant(db, { price: 2000 }), 1]] })
  if (next.kind !== 'pay') throw new Error(next.kind)
  await payByCard(ready, next.url, '4000 0000 0000 0119')
  await webhook(ready, next.url)
  const [money] = await readUnmatched(db, { orderId })
  const refuses = withGateway(ready, () => ({ refund: async () => refuse({ code: 'refused', reason: 'too_old' }) }))
  await giveUnmatchedBack(refuses, { id: money?.id ?? '', actor: 'staff:ida' })
  const subjects = (await mailsOf()).flatMap((mail) => (mail.order_id === orderId ? [mail.subject] : []))
  expect(subjects).toEqual([
    expect.stringContaining('money came that does not fit'),
    expect.stringContaining('a refund did not reach your customer'),
  ])
})

test('a question of the bank is written about once, and again when the bank takes the money', async () => {
  const ready = testShop(db)
  const { orderId, next } = await aPlacedOrder(ready, { lines: [[await aVariant(db, { price: 2000 }), 1]] })
  if (next.kind !== 'pay') throw new Error(next.kind)
  await payByCard(ready, next.url)
  for (const state of ['inquiry', 'inquiry', 'open', 'won'] as const) {
    const telling = withGateway(ready, ({ fetch }) => ({
      fetch: async (ref) => {
        const said = await fetch(ref)
        if (!said.ok) return said
        const dueAt = new Date('2026-12-24T12:00:00Z')
        const one = { ref: 'dp_1', state, amount: said.value.amount, reason: 'general', dueAt }
        return ok({ ...said.value, disputes: [one] })
      },
    }))
    await webhook(telling, next.url, `evt_${state}`)
  }
  const mails = (await mailsOf()).filter((mail) => mail.order_id === orderId)
  expect(mails.map(({ subject }) => subject)).toEqual([
    expect.stringContaining('the bank asks about the payment'),
    expect.stringContaining('your customer disputes the payment'),
  ])
  expect(mails[0]?.text).toMatch(/No money has been\s+taken yet/)
  expect(mails[0]?.text).toContain('December 24, 2026')
})

const told = {
  shop: { name: 'Mug & Co', email: 'owner@shop.example', address: [] },
  origin: 'https://shop.example',
  orderNumber: 1042,
  deskUrl: 'https://shop.example/admin/orders/1',
  amount: null,
  until: null,
  why: 'account_closed',
}

test('A057: markup in what a gateway says stays text in the mail to the shop', () => {
  const why = '"><img src=x onerror=alert(1)>\r\nBcc: thief@example.com'
  const { html, subject } = renderMerchantMail({ ...told, kind: 'refund_failed', language: 'en', why })
  expect(html).toContain('&lt;img src=x')
  expect(html).not.toContain('<img src=x')
  expect(subject).not.toContain('Bcc')
})

test.each(['expiring', 'refund_failed', 'inquiry', 'dispute', 'mismatch'] as const)(
  '%s is said in both languages',
  (kind) => {
    const facts = { ...told, kind }
    const [en, de] = [
      renderMerchantMail({ ...facts, language: 'en' }),
      renderMerchantMail({ ...facts, language: 'de' }),
    ]
    expect(en.subject).toContain('Order 1042')
    expect(de.subject).toContain('Bestellung 1042')
    expect(de.text).toContain('account_closed')
    expect(de.text).not.toContain('Questions?')
  },
)
