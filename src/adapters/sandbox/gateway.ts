import { money, portion, type Money } from '#kernel/money'
import { ok, refuse } from '#kernel/result'
import type { Gateway, GatewayPayment, Instrument } from '#modules/payment'
import { command } from '#platform/db'
import { together } from '#platform/transaction'
import {
  cancelInBook,
  disputesInBook,
  findByKeyInBook,
  findInBook,
  openInBook,
  type SandboxPayment,
  type SandboxState,
} from './book.ts'
import { captureInBook, findRefund, forgetCard, refundInBook, refundsInBook } from './book-moves.ts'
import { hears, type Heard } from './messages-due.ts'
import type { SandboxDeps } from './sandbox.ts'
import { readMessage } from './webhook.ts'

const states: Record<SandboxState, GatewayPayment['state']> = {
  open: 'pending',
  challenged: 'pending',
  processing: 'pending',
  authorized: 'authorized',
  captured: 'captured',
  declined: 'failed',
  canceled: 'canceled',
}

const stateOf = ({ state, outcome }: SandboxPayment): GatewayPayment['state'] =>
  state === 'processing' && outcome === 'days' ? 'processing' : states[state]

/** 1.5 % and 25 of the smallest units, as a bank would keep; never more than there is. */
const feeOf = (taken: Money): Money =>
  money(Math.min(taken.amount, portion(taken, 15, 1000).amount + 25), taken.currency)

const missing = refuse({ code: 'refused', reason: 'no such payment' })

/** The shop's side of the test gateway. */
export function sandboxGateway(deps: SandboxDeps, heard: Heard): Gateway {
  const { db, secret } = deps
  const answer = async (payment: SandboxPayment): Promise<GatewayPayment> => {
    const disputes = payment.captured.amount > 0 ? await disputesInBook(db, payment.id) : []
    return { ...said(deps, payment), disputes, refunds: await refundsInBook(db, payment) }
  }
  return {
    name: 'sandbox',
    mode: 'test',
    payee: 'test-bank',
    supports,
    formOrigins: [],
    create: async (payment) => {
      const opened = await openInBook(db, payment)
      return opened
        ? ok(await answer(opened))
        : refuse({ code: 'refused', reason: 'this key was used for other money' })
    },
    fetch: async (ref) => {
      const found = await together(db, (one) => Promise.all([findInBook(one, ref), disputesInBook(one, ref)]))
      const [payment, disputes] = found
      if (!payment) return missing
      hears(heard, payment)
      return ok({ ...said(deps, payment), disputes, refunds: await refundsInBook(db, payment) })
    },
    findByKey: async (key) => {
      const found = await findByKeyInBook(db, key)
      return ok(found ? await answer(found) : null)
    },
    cancel: async (ref) => {
      await findInBook(db, ref)
      await cancelInBook(db, ref)
      const found = await findInBook(db, ref)
      return found ? ok(await answer(found)) : missing
    },
    capture: ({ ref: id, ...asked }) =>
      command(db, async (tx) => {
        const captureRef = await captureInBook(tx, { id, ...asked })
        if (!captureRef) return refuse({ code: 'refused' as const, reason: 'the bank refused to pay' })
        return ok({ captureRef, fee: feeOf(asked.amount) })
      }),
    refund: ({ ref: id, ...asked }) =>
      command(db, async (tx) => {
        const refundRef = await refundInBook(tx, { id, ...asked })
        return refundRef ? ok({ refundRef }) : refuse({ code: 'refused' as const, reason: 'nothing left to refund' })
      }),
    readRefund: async ({ refundRef }) => {
      const found = await findRefund(db, refundRef)
      if (!found) return missing
      return ok(found.failed ? { state: 'failed', failure: 'account_closed' } : { state: 'done' })
    },
    readWebhook: (raw, headers, now) => readMessage(secret, raw, { headers, now }),
    test: async () => ok({ account: 'Test bank', mode: 'test' }),
    deleteSavedMethod: async ({ ref }) => {
      await forgetCard(db, ref)
      return ok(null)
    },
  }
}

const supports: Gateway['supports'] = {
  capture: 'both',
  partialCapture: true,
  multipleCaptures: true,
  partialRefund: true,
  void: true,
  savedMethods: true,
  express: true,
  currencies: 'all',
}

function said({ pageUrl }: SandboxDeps, payment: SandboxPayment): Omit<GatewayPayment, 'disputes' | 'refunds'> {
  const { id, amount, captured, refunded, label, fingerprint, captureMode } = payment
  const state = stateOf(payment)
  const isPaid = state === 'authorized' || state === 'captured'
  // Everybody tries the same few cards: a declined one says nothing about who used it.
  const instrument = label === '' ? null : { kind: 'card', label, fingerprint: isPaid ? fingerprint : null }
  return {
    ref: id,
    state,
    amount,
    captured,
    refunded,
    instrument,
    authorized: isPaid ? amount : money(0, amount.currency),
    reference: payment.reference,
    redirectUrl: state === 'pending' ? pageUrl(id) : null,
    failureCode: payment.failureCode,
    expiresAt: state === 'authorized' ? payment.expiresAt : null,
    fee: state === 'captured' && captureMode === 'automatic' ? feeOf(captured) : null,
    mode: 'test',
    payee: 'test-bank',
    saved: isPaid && instrument !== null ? savedIn(payment, instrument) : null,
    buyer: payment.buyer,
  }
}

const savedIn = ({ saves, savedRef: ref, customerId: customerRef }: SandboxPayment, instrument: Instrument) =>
  saves && ref !== null ? { ref, customerRef, instrument } : null
