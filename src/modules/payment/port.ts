import type { Language } from '#kernel/locale'
import type { Money } from '#kernel/money'
import type { Result } from '#kernel/result'

/** A payment as the gateway's book has it. `amount` is what it asks for or took; `refunded` what it gave back. */
export type GatewayPayment = Readonly<{
  ref: string
  state: 'pending' | 'captured' | 'failed' | 'canceled'
  amount: Money
  refunded: Money
  /** What we called it when we made it: the order's number. */
  reference: string
  /** The hosted page where the shopper pays; null once it is decided. */
  redirectUrl: string | null
  /** The gateway's word for why it failed; never shown unescaped, never trusted as text of ours. */
  failureCode: string | null
}>

/**
 * refused: the gateway understood and said no; nothing happened there. unknown: it may or may not have happened
 * (time-out, reset, an answer that makes no sense), and only asking again with the same key or ref tells.
 */
export type NoAnswer = { code: 'refused'; reason: string } | { code: 'unknown'; reason: string }
export type Answer<T> = Result<T, NoAnswer>

export type NewGatewayPayment = Readonly<{
  amount: Money
  reference: string
  returnUrl: string
  language: Language
  /** The id of our payment: the same key again answers the same payment, however often and however late. */
  idempotencyKey: string
}>

export type GatewayMessage = Readonly<{ eventId: string; ref: string; payload: Record<string, unknown> }>
export type BadMessage = { code: 'bad_signature' } | { code: 'too_old' } | { code: 'malformed' }

/** A service that takes money on a page of its own. It keeps its own book, and its book is what counts. */
export type Gateway = Readonly<{
  /** Short and stable: it stands in the database and in the webhook's path. */
  name: string
  create: (payment: NewGatewayPayment) => Promise<Answer<GatewayPayment>>
  fetch: (ref: string) => Promise<Answer<GatewayPayment>>
  findByKey: (idempotencyKey: string) => Promise<Answer<GatewayPayment | null>>
  /** Ends an undecided payment. Answers what it is afterwards, which is `captured` when the shopper was faster. */
  cancel: (ref: string) => Promise<Answer<GatewayPayment>>
  refund: (refund: { ref: string; amount: Money; idempotencyKey: string }) => Promise<Answer<{ refundRef: string }>>
  /** Checks who sent it (over the bytes as they came) and when. It says only which payment to ask about. */
  readWebhook: (raw: Uint8Array, headers: Headers, now: Date) => Result<GatewayMessage, BadMessage>
}>

export type PayingFacts = Readonly<{ country: string; requiresShipping: boolean; total: Money }>

/** A way to pay. online: a gateway decides. offline: the order stands at once, and staff say when the money came. */
export type PaymentMethod = Readonly<{
  code: string
  offeredTo: (facts: PayingFacts) => boolean
}> &
  (
    | { kind: 'online'; gateway: Gateway; /** How long the shopper has to pay. */ holdMinutes: number }
    | { kind: 'offline'; /** How long stock waits for the money; null: until staff decide. */ holdDays: number | null }
  )
