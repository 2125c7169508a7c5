import { z } from 'zod'

import type { Money } from '#kernel/money'
import type { GatewayDispute, GatewayPayment } from '#modules/payment'
import { fromMollie, none, type MollieSum } from './amounts.ts'

const short = z.string().max(300)
const sum = z.object({ currency: z.string().length(3), value: z.string().max(32) })
const maybeSum = sum.nullish()

/** What we wrote on it. `ended`: given up by the shop, though Mollie could not stop it. */
const metadata = z
  .object({ order: short.optional(), key: short.optional(), ended: z.boolean().optional() })
  .nullish()
  .catch(null)

const link = z.object({ href: z.string().max(2000) })

/** A payment as Mollie describes it, as far as we look. */
const payment = z.object({
  id: short,
  mode: z.enum(['live', 'test']),
  status: short,
  amount: sum,
  amountCaptured: maybeSum,
  amountRefunded: maybeSum,
  amountChargedBack: maybeSum,
  isCancelable: z.boolean().nullish(),
  captureBefore: z.string().max(64).nullish(),
  createdAt: z.string().max(64),
  metadata,
  method: short.nullish(),
  statusReason: z.object({ code: short.optional() }).nullish(),
  details: z
    .object({
      cardLabel: short.nullish(),
      cardNumber: short.nullish(),
      cardFingerprint: short.nullish(),
      failureReason: short.nullish(),
    })
    .nullish()
    .catch(null),
  _links: z.object({ checkout: link.nullish(), chargebacks: link.nullish() }).optional(),
})
/** Its hosted page stands in `page`. It has chargebacks also when all of them were reversed. */
export const paymentAnswer = payment.transform(({ _links: links, ...rest }) => ({
  ...rest,
  page: links?.checkout?.href ?? null,
  hasChargebacks: Boolean(links?.chargebacks) || Number(rest.amountChargedBack?.value ?? 0) > 0,
}))
export type MolliePayment = z.infer<typeof paymentAnswer>

const listOf = <T extends z.ZodType>(name: string, item: T) =>
  z.object({ _embedded: z.object({ [name]: z.array(item) }) }).transform(({ _embedded }) => _embedded[name] ?? [])

export const partAnswer = z.object({ id: short, status: short, amount: sum, metadata })
export const refundList = listOf('refunds', partAnswer)
export const captureList = listOf('captures', partAnswer)
export const chargebackList = listOf(
  'chargebacks',
  z.object({
    id: short,
    amount: sum,
    reversedAt: z.string().nullish(),
    reason: z.object({ code: short.optional() }).nullish(),
  }),
)
export const paymentList = z
  .object({
    _embedded: z.object({ payments: z.array(paymentAnswer) }),
    _links: z.object({ next: z.object({ href: z.string().max(2000) }).nullish() }).optional(),
  })
  .transform(({ _embedded: { payments }, _links: links }) => ({ payments, hasMore: Boolean(links?.next) }))
export type Part = z.infer<typeof partAnswer>
export type Chargeback = z.infer<typeof chargebackList>[number]

const states: Record<string, GatewayPayment['state']> = {
  open: 'pending',
  pending: 'processing',
  authorized: 'authorized',
  paid: 'captured',
  failed: 'failed',
  expired: 'canceled',
  canceled: 'canceled',
}

type Beside = Readonly<{ chargebacks: readonly Chargeback[]; refunds: readonly Part[] }>

/** @throws RangeError for an answer whose sums or state make no sense. */
export function paymentOf(said: MolliePayment, { chargebacks, refunds }: Beside): GatewayPayment {
  const known = states[said.status]
  if (!known) throw new RangeError(`a payment that is ${said.status}`)
  const state = known === 'pending' && said.metadata?.ended ? 'canceled' : known
  const before = state === 'authorized' ? said.captureBefore : null
  return {
    ref: said.id,
    state,
    ...sumsOf(said, state),
    reference: said.metadata?.order ?? '',
    redirectUrl: state === 'pending' ? said.page : null,
    failureCode: state === 'failed' ? failureOf(said) : null,
    expiresAt: before ? new Date(before) : null,
    instrument: instrumentOf(said),
    fee: null,
    mode: said.mode,
    payee: null,
    saved: null,
    disputes: chargebacks.map(disputeOf),
    refunds: refunds.filter(stands).map(({ id, amount }) => ({ ref: id, amount: fromMollie(amount) })),
  }
}

/** A refund or capture that the bank has not sent back, and nobody has stopped. */
export const stands = ({ status }: Pick<Part, 'status'>): boolean => status !== 'failed' && status !== 'canceled'

const failureOf = ({ statusReason, details }: MolliePayment): string =>
  statusReason?.code ?? details?.failureReason ?? 'failed'

type Sums = Pick<GatewayPayment, 'amount' | 'authorized' | 'captured' | 'refunded'>

function sumsOf(said: MolliePayment, state: GatewayPayment['state']): Sums {
  const amount = fromMollie(said.amount)
  const orNone = (one: MollieSum | null | undefined): Money => (one ? fromMollie(one) : none(amount))
  const isTaken = state === 'captured' || state === 'authorized'
  const whole = state === 'captured' && !said.amountCaptured
  return {
    amount,
    authorized: isTaken ? amount : none(amount),
    captured: whole ? amount : orNone(said.amountCaptured),
    refunded: orNone(said.amountRefunded),
  }
}

const names: Record<string, string> = {
  ideal: 'iDEAL',
  creditcard: 'Card',
  bancontact: 'Bancontact',
  directdebit: 'SEPA',
  banktransfer: 'Bank transfer',
  klarna: 'Klarna',
  paypal: 'PayPal',
  applepay: 'Apple Pay',
  blik: 'BLIK',
}

function instrumentOf({ method, details }: MolliePayment): GatewayPayment['instrument'] {
  if (!method) return null
  const name = names[method] ?? method.slice(0, 30)
  if (!details?.cardNumber) return { kind: method, label: name, fingerprint: null }
  const label = `${details.cardLabel ?? name} •••• ${details.cardNumber.slice(-4)}`
  return { kind: 'card', label, fingerprint: details.cardFingerprint ?? null }
}

const disputeOf = ({ id, amount, reversedAt, reason }: Chargeback): GatewayDispute => ({
  ref: id,
  state: reversedAt ? 'won' : 'lost',
  amount: fromMollie(amount),
  reason: reason?.code ?? '',
  dueAt: null,
})

/** Nothing else of ours may stand in the path of a request. */
export const isMollieId = (ref: string): boolean => /^tr_\w{5,60}$/.test(ref)
