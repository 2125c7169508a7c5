import { HtmlValidate } from 'html-validate'
import { beforeAll, describe, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { money } from '#kernel/money'
import { fulfill } from '#modules/fulfillment'
import type { MailFacts, MailKind } from '#modules/notification'
import { mailKinds } from '#modules/notification'
import { readOrder, type Order } from '#modules/order'
import { markPaid } from '#modules/settlement'
import { aProduct, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { anOpenShop, aPlacedOrder, testShop } from '#testing/orders'
import { renderMail } from './render.tsx'

const shop = testDb()
const stoa = testShop(shop.db)
const world: { order: Order } = { order: undefined as never }

const read = async (id: OrderId): Promise<Order> => {
  const order = await readOrder(shop.db, id)
  if (!order) throw new Error('no order')
  return order
}

beforeAll(async () => {
  await anOpenShop(shop.db)
  const { variantIds } = await aProduct(shop.db, { title: 'Tea "for two" <b>' })
  const [variantId] = variantIds
  if (!variantId) throw new Error('no variant')
  const { orderId } = await aPlacedOrder(stoa, { lines: [[variantId, 2]], parts: { paymentMethod: 'bank_transfer' } })
  world.order = await read(orderId)
})

const bank = { holder: 'Halden', iban: 'DE02120300000000202051', bic: 'BYLADEM1001', bankName: 'DKB' }

const facts = (kind: MailKind, words: Partial<MailFacts> = {}): MailFacts => ({
  kind,
  order: world.order,
  shop: { name: 'Halden & Birch', email: 'hello@halden.example', address: ['Lindenweg 12', '20095 Hamburg'], bank },
  orderUrl: 'https://shop.example/orders/abc',
  origin: 'https://shop.example',
  parcel: null,
  refunded: kind === 'refunded' ? money(1995, world.order.currency) : null,
  ...words,
})

const inGerman = (): Order => ({ ...world.order, language: 'de' })

describe('every mail', () => {
  test('is sound HTML in both languages, with nothing that a mail program would not load', () => {
    const check = new HtmlValidate({ extends: ['html-validate:standard'] })
    for (const kind of mailKinds) {
      for (const order of [world.order, inGerman()]) {
        const { html, subject, text } = renderMail(facts(kind, { order }))
        const report = check.validateStringSync(html)
        expect(
          report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => [ruleId, message])),
        ).toEqual([])
        expect(html).not.toMatch(/<(script|form|link|iframe|table)\b|url\(|="\//)
        if (kind === 'confirmation') expect(html).toContain('Tea &quot;for two&quot; &lt;b>')
        expect(subject).toContain(String(order.number))
        expect(text).toContain('https://shop.example/orders/abc')
        expect(text.split('\n').filter((line) => line.length > 78 && !line.startsWith('http'))).toEqual([])
      }
    }
  })

  test('speaks the language of the order', () => {
    expect(renderMail(facts('confirmation', { order: inGerman() })).text).toContain(
      'Bitte überweisen Sie uns den Betrag',
    )
    expect(renderMail(facts('refunded', { order: inGerman() })).text).toMatch(/Zurückgezahlt:\s+19,95\s€/)
    expect(renderMail(facts('refunded')).text).toMatch(/Refunded:\s+€19.95/)
  })
})

describe('what a mail says', () => {
  test('whoever pays by bank transfer learns where to, how much and what to write', () => {
    const { text } = renderMail(facts('confirmation'))
    expect(text).toContain('DE02 1203 0000 0000 2020 51')
    expect(text).toMatch(new RegExp(`Reference:\\s+${world.order.number}`))
  })

  test('a parcel lists what is in it, and nothing else', async () => {
    const { id, lines } = world.order
    const [line] = lines
    if (!line) throw new Error('no line')
    await done(shop.db, (tx) => markPaid(tx, { orderId: id, actor: 'staff:ana', now: stoa.clock.now() }))
    expect(renderMail(facts('paid', { order: await read(id) })).text).toContain('Now we pack your things')
    const parcel = { carrier: 'DHL', trackingNumber: '0034', trackingUrl: 'https://dhl.example/0034' }
    const content = { orderId: id, lines: [{ orderLineId: line.id, quantity: 1 }], actor: 'staff:ana' }
    await done(shop.db, (tx) => fulfill(tx, { ...parcel, ...content, methods: stoa.methods, now: stoa.clock.now() }))
    const order = await read(id)
    const { text, html } = renderMail(facts('shipped', { order, parcel: order.fulfillments[0] ?? null }))
    expect(text).toContain('1 × Tea "for two" <b>')
    expect(text).toContain('https://dhl.example/0034')
    expect(html).toContain('href="https://dhl.example/0034"')
  })
})
