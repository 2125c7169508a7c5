import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'

import { findGiftCard } from '#modules/stored-value'
import { testDesk } from '#testing/desk'
import { CODE_SECRET } from '#testing/value'
import type {
  CreditRow,
  CreditScreen,
  GiftCardRow,
  GiftCardScreen,
  LiabilityRow,
  MadeGiftCard,
  Page,
  ValueChoices,
} from '../types.ts'

const { shop, stoa, call, answer } = testDesk()

const plain = { amount: 5000, currency: 'EUR', expiresOn: null, recipientEmail: null, language: 'en', note: '' }
const make = (words: object = {}) =>
  answer<MadeGiftCard>('/api/gift-cards', { method: 'POST', body: { ...plain, ...words } })
const card = (id: string) => answer<GiftCardScreen>(`/api/gift-cards/${id}`)
const send = (path: string, body: unknown) => call(path, { method: 'POST', body })
const find = (code: string) =>
  findGiftCard({ db: shop.db, clock: stoa.clock, codeSecret: CODE_SECRET }, { code, address: '192.0.2.9' })

describe('a gift card', () => {
  test('is made with its code shown once, which no screen, log or list has afterwards', async () => {
    const { id, code } = await make({ expiresOn: '2040-12-31', note: 'For Ada' })
    if (code === null) throw new Error('no code')
    expect(await find(code)).toMatchObject({ ok: true, value: { giftCardId: id } })
    const screen = await card(id)
    expect(screen).toMatchObject({
      hint: code.slice(-4),
      balance: { amount: 5000 },
      expiresAt: '2040-12-31T23:59:59.999Z',
      note: 'For Ada',
      by: 'ana@shop.test',
      entries: [{ kind: 'issue', amount: { amount: 5000 }, balance: { amount: 5000 } }],
    })
    const list = await answer<Page<GiftCardRow>>(`/api/gift-cards?search=${code.slice(-4)}`)
    expect(list.rows.map((row) => row.id)).toContain(id)
    const log = await shop.db.selectFrom('audit_log').selectAll().execute()
    const told = JSON.stringify([screen, list, log])
    expect(told).not.toContain(code)
    expect(told).not.toContain(code.replaceAll('-', '').slice(0, 12))
  })

  test('that is mailed shows no code', async () => {
    const { id, code } = await make({ recipientEmail: 'Ada@example.com' })
    expect(code).toBeNull()
    const found = await answer<Page<GiftCardRow>>('/api/gift-cards?view=all&search=ada@exam')
    expect(found.rows.map((row) => row.id)).toEqual([id])
  })

  test('is refused with words beside the field', async () => {
    for (const [words, path] of [
      [{ amount: 0 }, 'amount'],
      [{ amount: 1.5 }, 'amount'],
      [{ currency: 'euro' }, 'currency'],
      [{ expiresOn: '2020-01-01' }, 'expiresOn'],
      [{ expiresOn: '2020-13-01' }, 'expiresOn'],
      [{ recipientEmail: 'nobody' }, 'recipientEmail'],
    ] as const) {
      const wrong = await send('/api/gift-cards', { ...plain, ...words })
      expect(wrong.status).toBe(422)
      expect(await wrong.json()).toMatchObject({ problems: [{ path }] })
    }
    expect((await send('/api/gift-cards', { ...plain, balance: 1 })).status).toBe(422)
  })

  test('is switched off and on, changed with a reason, and never goes below zero', async () => {
    const { id, code } = await make()
    await send(`/api/gift-cards/${id}/state`, { active: false })
    expect(await find(code ?? '')).toMatchObject({ ok: false })
    await send(`/api/gift-cards/${id}/state`, { active: true })
    expect((await send(`/api/gift-cards/${id}/adjust`, { by: -1500, reason: 'mistake' })).status).toBe(200)
    const wrong = await send(`/api/gift-cards/${id}/adjust`, { by: -3501, reason: 'mistake' })
    expect(await wrong.json()).toMatchObject({ problems: [{ path: 'by', message: 'Only €35.00 are on it.' }] })
    const without = await send(`/api/gift-cards/${id}/adjust`, { by: 100, reason: ' ' })
    expect(await without.json()).toMatchObject({ problems: [{ path: 'reason' }] })
    expect((await card(id)).entries).toMatchObject([
      { kind: 'adjust', reason: 'mistake', balance: { amount: 3500 }, by: 'ana@shop.test' },
      { kind: 'issue', balance: { amount: 5000 } },
    ])
  })

  test('gets a new code, and is merged into another card', async () => {
    const [one, other] = [await make(), await make({ amount: 700 })]
    const replaced = await answer<MadeGiftCard>(`/api/gift-cards/${one.id}/replace-code`, {
      method: 'POST',
      body: { mailed: false },
    })
    expect(await find(one.code ?? '')).toMatchObject({ ok: false })
    expect(await find(replaced.code ?? '')).toMatchObject({ ok: true })
    expect((await send(`/api/gift-cards/${one.id}/merge`, { into: one.id })).status).toBe(409)
    expect((await send(`/api/gift-cards/${one.id}/merge`, { into: other.id })).status).toBe(200)
    expect((await card(other.id)).balance.amount).toBe(5700)
    const again = await send(`/api/gift-cards/${one.id}/merge`, { into: other.id })
    expect(await again.json()).toMatchObject({ message: expect.stringContaining('Nothing is left') })
  })
})

describe('store credit', () => {
  test('is given to an address, in its own currency, and taken back', async () => {
    const grant = { email: ' Bo@Example.com ', amount: 2000, currency: 'EUR', expiresOn: '2040-01-31', reason: 'sorry' }
    const wrong = await send('/api/store-credit', { ...grant, email: 'bo' })
    expect(await wrong.json()).toMatchObject({ problems: [{ path: 'email' }] })
    const given = await answer<{ id: string }>('/api/store-credit', {
      method: 'POST',
      body: { ...grant, email: 'Bo@Example.com' },
    })
    const list = await answer<Page<CreditRow>>('/api/store-credit?search=bo@')
    expect(list.rows).toMatchObject([{ id: given.id, email: 'bo@example.com', balance: { amount: 2000 } }])
    const { customerId = '' } = list.rows[0] ?? {}
    const own = await answer<Page<CreditRow>>(`/api/store-credit?customerId=${customerId}`)
    expect(own.rows).toHaveLength(1)

    const tooMuch = await send(`/api/store-credit/${given.id}/withdraw`, { amount: 2001, reason: 'no' })
    expect(await tooMuch.json()).toMatchObject({ problems: [{ path: 'amount', message: 'Only €20.00 are left.' }] })
    expect((await send(`/api/store-credit/${given.id}/withdraw`, { amount: 500, reason: 'no' })).status).toBe(200)
    expect(await answer<CreditScreen>(`/api/store-credit/${given.id}`)).toMatchObject({
      balance: { amount: 1500 },
      entries: [
        { kind: 'adjust', amount: { amount: -500 }, balance: { amount: 1500 } },
        { kind: 'grant', expiresAt: '2040-01-31T23:59:59.999Z' },
      ],
    })
  })
})

describe('the report', () => {
  test('says what is owed on a day, as a screen and as a file', async () => {
    // As long as only test cards are taken, what is given away is play money and owed to nobody.
    await sql`update gateway_accounts set enabled = false where code = 'sandbox'`.execute(shop.db)
    await make({ amount: 100 })
    const rows = await answer<LiabilityRow[]>('/api/stored-value/liability')
    const cards = rows.find(({ holding }) => holding === 'gift_card')
    expect(cards?.owed.amount).toBeGreaterThan(0)
    expect(await answer<LiabilityRow[]>('/api/stored-value/liability?on=2020-01-01')).toEqual([])
    const file = await call('/api/stored-value/liability.csv')
    expect(file.headers.get('content-disposition')).toMatch(/stored-value-\d{4}-\d\d-\d\d\.csv/)
    expect(await file.text()).toContain('gift_card,EUR,')
    expect((await call('/api/stored-value/liability?on=tomorrow')).status).toBe(400)
  })

  test('how long bought cards hold is a setting', async () => {
    const saved = await answer<ValueChoices>('/api/stored-value/settings', {
      method: 'PUT',
      body: { giftCardMonths: 36 },
    })
    expect(saved).toMatchObject({ giftCardMonths: 36, sendsMail: false })
    const wrong = await call('/api/stored-value/settings', { method: 'PUT', body: { giftCardMonths: 0 } })
    expect(wrong.status).toBe(422)
  })
})
