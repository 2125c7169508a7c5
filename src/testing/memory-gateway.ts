import { createHmac, timingSafeEqual } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'

import { money, type Money } from '#kernel/money'
import { ok, refuse } from '#kernel/result'
import type { Answer, Gateway, GatewayPayment, NewCapture, NewGatewayPayment, NewGatewayRefund } from '#modules/payment'

type Booked = GatewayPayment & {
  key: string
  asked: NewGatewayPayment
  given: Map<string, { refundRef: string; amount: number }>
  captures: Map<string, { captureRef: string; amount: number; fee: null }>
}

export type MemoryGateway = Readonly<{
  gateway: Gateway
  /** What the shopper or the bank does: `paid` takes the money, or sets it aside where that was asked for. */
  decide: (ref: string, outcome: 'paid' | 'failed' | 'processing') => void
  sign: (eventId: string, ref: string, now: Date) => { body: string; headers: Headers }
}>

const missing = refuse({ code: 'refused', reason: 'no such payment' })
const otherMoney = refuse({ code: 'refused', reason: 'this key was used for other money' })
const WEEK_MS = 7 * 86_400_000

const hmac = (time: string, body: Uint8Array): Buffer =>
  createHmac('sha256', 'memory').update(time).update(body).digest()

class Book {
  readonly #payments = new Map<string, Booked>()

  get(ref: string): Booked | undefined {
    return this.#payments.get(ref)
  }

  withKey(key: string): Booked | undefined {
    return [...this.#payments.values()].find((payment) => payment.key === key)
  }

  open(asked: NewGatewayPayment): Booked {
    const ref = `mem_${this.#payments.size + 1}`
    const none = money(0, asked.amount.currency)
    const { amount, reference } = asked
    const sums = { amount, authorized: none, captured: none, refunded: none }
    const page = { redirectUrl: `/memory/${ref}`, failureCode: null, expiresAt: null }
    const rest = {
      instrument: null,
      fee: null,
      payee: null,
      saved: null,
      disputes: [],
      refunds: [],
      mode: 'test' as const,
    }
    const made = { ref, state: 'pending' as const, ...sums, reference, ...page, ...rest, key: asked.idempotencyKey }
    return this.#set({ ...made, asked, given: new Map(), captures: new Map() })
  }

  change(ref: string, change: Partial<Booked>): Booked | undefined {
    const known = this.get(ref)
    return known && this.#set({ ...known, ...change })
  }

  #set(payment: Booked): Booked {
    this.#payments.set(payment.ref, payment)
    return payment
  }
}

/** A gateway whose book is a map: for tests of what the shop does, and proof that the port is not made for one. */
export function memoryGateway({ waitMs = 0, name = 'memory' } = {}): MemoryGateway {
  const book = new Book()
  const wait = () => new Promise((resolve) => setTimeout(resolve, waitMs))
  return {
    gateway: {
      name,
      mode: 'test',
      payee: null,
      supports,
      formOrigins: [],
      create: async (payment) => {
        await wait()
        const known = book.withKey(payment.idempotencyKey) ?? book.open(payment)
        return isDeepStrictEqual(known.amount, payment.amount) ? ok(known) : otherMoney
      },
      fetch: async (ref) => {
        await wait()
        const known = book.get(ref)
        return known ? ok(known) : missing
      },
      findByKey: async (key) => ok(book.withKey(key) ?? null),
      cancel: async (ref) => cancel(book, ref),
      capture: async (asked) => capture(book, asked),
      refund: async (asked) => refund(book, asked),
      readRefund: async ({ ref, refundRef }) => {
        const given = [...(book.get(ref)?.given.values() ?? [])]
        return given.some((one) => one.refundRef === refundRef) ? ok({ state: 'done' }) : missing
      },
      readWebhook,
      test: async () => ok({ account: 'In memory', mode: 'test' }),
    },
    decide: (ref, outcome) => decide(book, ref, outcome),
    sign: (eventId, ref, now) => {
      const body = `${eventId} ${ref}`
      const time = String(now.getTime())
      const signature = hmac(time, Buffer.from(body)).toString('hex')
      return { body, headers: new Headers({ 'memory-signature': `${time} ${signature}` }) }
    },
  }
}

const supports: Gateway['supports'] = {
  capture: 'both',
  partialCapture: true,
  multipleCaptures: true,
  partialRefund: true,
  void: true,
  savedMethods: false,
  currencies: 'all',
}

function decide(book: Book, ref: string, outcome: 'paid' | 'failed' | 'processing'): void {
  const known = book.get(ref)
  if (!known) return
  const { amount } = known
  const over = { redirectUrl: null }
  if (outcome === 'failed') book.change(ref, { ...over, state: 'failed', failureCode: 'card_declined' })
  else if (outcome === 'processing') book.change(ref, { ...over, state: 'processing' })
  else if (known.asked.capture === 'automatic')
    book.change(ref, { ...over, state: 'captured', authorized: amount, captured: amount })
  else book.change(ref, { ...over, state: 'authorized', authorized: amount, expiresAt: new Date(Date.now() + WEEK_MS) })
}

function cancel(book: Book, ref: string): Answer<GatewayPayment> {
  const open = book.get(ref)
  if (open?.state === 'pending' || open?.state === 'authorized')
    book.change(ref, { state: open.captured.amount > 0 ? 'captured' : 'canceled', redirectUrl: null })
  const known = book.get(ref)
  return known ? ok(known) : missing
}

const more = (a: Money, by: number): Money => money(a.amount + by, a.currency)

function capture(book: Book, asked: NewCapture): Answer<{ captureRef: string; fee: null }> {
  const known = book.get(asked.ref)
  if (!known) return missing
  const before = known.captures.get(asked.idempotencyKey)
  if (before) return before.amount === asked.amount.amount ? ok(before) : otherMoney
  const captured = more(known.captured, asked.amount.amount)
  if (known.state !== 'authorized' || captured.amount > known.authorized.amount)
    return refuse({ code: 'refused', reason: 'nothing left to capture' })
  const made = { captureRef: `${asked.ref}_c${known.captures.size + 1}`, amount: asked.amount.amount, fee: null }
  known.captures.set(asked.idempotencyKey, made)
  const isOver = asked.final || captured.amount === known.authorized.amount
  book.change(asked.ref, { captured, ...(isOver ? { state: 'captured' } : {}) })
  return ok(made)
}

function refund(book: Book, { ref, amount, idempotencyKey }: NewGatewayRefund): Answer<{ refundRef: string }> {
  const known = book.get(ref)
  if (!known) return missing
  const before = known.given.get(idempotencyKey)
  if (before) return before.amount === amount.amount ? ok(before) : otherMoney
  const refunded = more(known.refunded, amount.amount)
  if (refunded.amount > known.captured.amount) return refuse({ code: 'refused', reason: 'nothing left to refund' })
  const given = { refundRef: `${ref}_r${known.given.size + 1}`, amount: amount.amount }
  known.given.set(idempotencyKey, given)
  book.change(ref, { refunded, refunds: [...known.refunds, { ref: given.refundRef, amount }] })
  return ok(given)
}

const readWebhook: Gateway['readWebhook'] = (raw, headers, now) => {
  const [time = '', given = ''] = (headers.get('memory-signature') ?? '').split(' ')
  const [signature, expected] = [Buffer.from(given, 'hex'), hmac(time, raw)]
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected))
    return refuse({ code: 'bad_signature' })
  if (Math.abs(now.getTime() - Number(time)) > 300_000) return refuse({ code: 'too_old' })
  const [eventId, ref] = Buffer.from(raw).toString().split(' ')
  return eventId && ref ? ok({ eventId, ref, payload: {} }) : refuse({ code: 'malformed' })
}
