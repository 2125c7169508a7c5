import { bankTransfer, cashOnDelivery } from '#adapters/offline'
import { createSandbox, signMessage, type Card, type PageStep, type Sandbox } from '#adapters/sandbox'
import type { Clock } from '#kernel/clock'
import { newId, type CartId, type OrderId, type VariantId } from '#kernel/id'
import { ok } from '#kernel/result'
import { addLine, startCart, type CartToken } from '#modules/cart'
import { readCheckout, saveCheckout, type Address, type CheckoutParts } from '#modules/checkout'
import type { OrderDeps } from '#modules/order'
import { fixedMethods, type CaptureMode, type Gateway } from '#modules/payment'
import { placeOrder, type Placed } from '#modules/placement'
import { markPaid, receiveWebhook } from '#modules/settlement'
import { startShipping } from '#modules/shipping'
import { seedTaxRates } from '#modules/tax'
import type { Db } from '#platform/db'
import { aMarket, done } from './builders.ts'

export type TestClock = Clock & { forward: (ms: number) => void }

/** Runs like a real one, and can be put forward. */
export function aClock(): TestClock {
  let ahead = 0
  return {
    now: () => new Date(Date.now() + ahead),
    forward: (ms) => {
      ahead += ms
    },
  }
}

export type TestShop = OrderDeps & Readonly<{ db: Db; clock: TestClock; sandbox: Sandbox }>

export const WEBHOOK_SECRET = 'a secret between the shop and its test gateway'

/**
 * A shop that sells: test cards, bank transfer and cash on delivery over this database. Does not write to it. `capture`:
 * when the money on a card is taken.
 */
export function testShop(db: Db, { capture = 'automatic' }: { capture?: CaptureMode } = {}): TestShop {
  const clock = aClock()
  const sandbox = createSandbox({ db, clock, secret: WEBHOOK_SECRET, capture, pageUrl: (id) => `/sandbox/${id}` })
  return {
    db,
    clock,
    sandbox,
    methods: fixedMethods([sandbox.method, bankTransfer(), cashOnDelivery()]),
    returnUrl: ({ orderId }) => `https://shop.example/return/${orderId}`,
    cancelUrl: () => 'https://shop.example/checkout',
  }
}

/** Markets, price lists, tax rates and shipping as a new shop has them. */
export async function anOpenShop(db: Db): Promise<void> {
  await aMarket(db)
  await done(db, async (tx) => {
    await seedTaxRates(tx)
    await startShipping(tx)
    return ok(null)
  })
}

type Lines = readonly (readonly [VariantId, number])[]
type CartWords = { lines?: Lines; market?: string }

/** A cart with these lines. */
export async function aCart(
  db: Db,
  { lines = [], market = 'eu' }: CartWords = {},
): Promise<{ cartId: CartId; token: CartToken }> {
  const { id: marketId } = await aMarket(db, market)
  return done(db, async (tx) => {
    const cart = await startCart(tx, { marketId, language: 'en' })
    for (const [variantId, quantity] of lines) {
      const added = await addLine(tx, { cartId: cart.cartId, variantId, quantity, now: new Date() })
      if (!added.ok) return added
    }
    return ok(cart)
  })
}

export const anAddress = (words: Partial<Address> = {}): Address => ({
  name: 'Ada Ahrens',
  organization: '',
  street1: 'Hafenweg 7',
  street2: '',
  district: '',
  city: 'Hamburg',
  region: '',
  postcode: '20457',
  country: 'DE',
  ...words,
})

type CheckoutWords = CartWords & { parts?: CheckoutParts }

/** A cart whose checkout is filled in: only the click on "place order" is missing. */
export async function aCheckout(db: Db, { parts, ...words }: CheckoutWords = {}): Promise<CartId> {
  const { cartId } = await aCart(db, words)
  const filled = { email: 'ada@example.com', shippingAddress: anAddress(), paymentMethod: 'test_card', ...parts }
  await done(db, (tx) => saveCheckout(tx, { cartId, parts: filled }))
  return cartId
}

/** The click: with the total that the shopper sees, under a key of its own unless one is given. */
export async function place(shop: TestShop, cartId: CartId, words: { key?: string; seenTotal?: number } = {}) {
  const seenTotal = words.seenTotal ?? (await totalOf(shop, cartId))
  return placeOrder(shop, { cartId, key: words.key ?? newId(), seenTotal })
}

export async function totalOf({ db, clock, methods }: TestShop, cartId: CartId): Promise<number> {
  const view = await readCheckout(db, cartId, { now: clock.now(), methods: methods.offered() })
  if (!view) throw new Error('no such cart')
  return view.quote.total.amount
}

/** An order whose payment is not decided yet. */
export async function aPlacedOrder(shop: TestShop, words: CheckoutWords = {}): Promise<Placed & { cartId: CartId }> {
  const cartId = await aCheckout(shop.db, words)
  const placed = await place(shop, cartId)
  if (!placed.ok) throw new Error(`The story began with a refusal: ${JSON.stringify(placed.refusal)}`)
  return { ...placed.value, cartId }
}

/** An order paid by test card, or by a bank transfer that staff have seen. */
export async function aPaidOrder(shop: TestShop, words: CheckoutWords = {}): Promise<OrderId> {
  const { orderId, next } = await aPlacedOrder(shop, words)
  if (next.kind === 'pay') {
    await payByCard(shop, next.url)
    await webhook(shop, next.url)
  } else await done(shop.db, (tx) => markPaid(tx, { orderId, actor: 'test', now: shop.clock.now() }))
  return orderId
}

export const goodCard = (number = '4242 4242 4242 4242'): Card => ({ number, expiry: '12/39', cvc: '123' })

const refOf = (url: string): string => url.split('/').at(-1) ?? ''

/** The shopper pays on the gateway's page; the shop has not heard of it yet. */
export async function payByCard(shop: TestShop, url: string, number?: string): Promise<PageStep> {
  const paid = await shop.sandbox.page.pay(refOf(url), goodCard(number))
  if (!paid.ok) throw new Error(`The story began with a refusal: ${JSON.stringify(paid.refusal)}`)
  return paid.value
}

/** The gateway tells the shop. */
export async function webhook(shop: TestShop, url: string, eventId = 'evt_1') {
  const message = { eventId: `${eventId}_${refOf(url)}`, ref: refOf(url), state: 'decided' }
  const { body, headers } = signMessage(WEBHOOK_SECRET, message, shop.clock.now())
  return receiveWebhook(shop, 'sandbox', { raw: Buffer.from(body), headers: new Headers(headers) })
}

/** The same shop, whose gateway misbehaves in the way that is said. */
export function withGateway(shop: TestShop, change: (gateway: Gateway) => Partial<Gateway>): TestShop {
  const methods = shop.methods
    .offered()
    .map((method) =>
      method.kind === 'online' ? { ...method, gateway: { ...method.gateway, ...change(method.gateway) } } : method,
    )
  return { ...shop, methods: fixedMethods(methods) }
}
