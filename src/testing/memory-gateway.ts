import { createHmac, timingSafeEqual } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'

import { ok, refuse } from '#kernel/result'
import type { Answer, Gateway, GatewayPayment, NewGatewayPayment } from '#modules/payment'

type Booked = GatewayPayment & { key: string; refunds: Map<string, { refundRef: string; amount: number }> }

export type MemoryGateway = Readonly<{
  gateway: Gateway
  decide: (ref: string, state: 'captured' | 'failed') => void
  sign: (eventId: string, ref: string, now: Date) => { body: string; headers: Headers }
}>

const missing = refuse({ code: 'refused', reason: 'no such payment' })
const otherMoney = refuse({ code: 'refused', reason: 'this key was used for other money' })

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

  open({ amount, reference, idempotencyKey }: NewGatewayPayment): Booked {
    const ref = `mem_${this.#payments.size + 1}`
    const refunded = { ...amount, amount: 0 }
    const page = { redirectUrl: `/memory/${ref}`, failureCode: null }
    const made = { ref, state: 'pending' as const, amount, refunded, reference, ...page, key: idempotencyKey }
    return this.#set({ ...made, refunds: new Map() })
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
      cancel: async (ref) => {
        if (book.get(ref)?.state === 'pending') book.change(ref, { state: 'canceled', redirectUrl: null })
        const known = book.get(ref)
        return known ? ok(known) : missing
      },
      refund: async (asked) => refund(book, asked),
      readWebhook,
    },
    decide: (ref, state) => {
      book.change(ref, { state, redirectUrl: null, failureCode: state === 'failed' ? 'card_declined' : null })
    },
    sign: (eventId, ref, now) => {
      const body = `${eventId} ${ref}`
      const time = String(now.getTime())
      const signature = hmac(time, Buffer.from(body)).toString('hex')
      return { body, headers: new Headers({ 'memory-signature': `${time} ${signature}` }) }
    },
  }
}

type Asked = Parameters<Gateway['refund']>[0]

function refund(book: Book, { ref, amount, idempotencyKey }: Asked): Answer<{ refundRef: string }> {
  const known = book.get(ref)
  if (!known) return missing
  const before = known.refunds.get(idempotencyKey)
  if (before) return before.amount === amount.amount ? ok(before) : otherMoney
  const refunded = known.refunded.amount + amount.amount
  if (known.state !== 'captured' || refunded > known.amount.amount)
    return refuse({ code: 'refused', reason: 'nothing left to refund' })
  const given = { refundRef: `${ref}_r${known.refunds.size + 1}`, amount: amount.amount }
  known.refunds.set(idempotencyKey, given)
  book.change(ref, { refunded: { ...amount, amount: refunded } })
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
