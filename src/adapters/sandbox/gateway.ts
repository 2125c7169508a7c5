import { money } from '#kernel/money'
import { ok, refuse } from '#kernel/result'
import { command } from '#platform/db'
import type { Gateway, GatewayPayment } from '#modules/payment'
import {
  findByKeyInBook,
  findInBook,
  moveInBook,
  openInBook,
  refundInBook,
  type SandboxPayment,
  type SandboxState,
} from './book.ts'
import type { SandboxDeps } from './sandbox.ts'
import { readMessage } from './webhook.ts'

const states: Record<SandboxState, GatewayPayment['state']> = {
  open: 'pending',
  challenged: 'pending',
  processing: 'pending',
  captured: 'captured',
  declined: 'failed',
  canceled: 'canceled',
}

/** The shop's side of the test gateway. */
export function sandboxGateway({ db, secret, pageUrl }: SandboxDeps): Gateway {
  const said = (payment: SandboxPayment): GatewayPayment => ({
    ref: payment.id,
    state: states[payment.state],
    amount: payment.amount,
    authorized: payment.state === 'captured' ? payment.amount : money(0, payment.amount.currency),
    captured: payment.state === 'captured' ? payment.amount : money(0, payment.amount.currency),
    refunded: payment.refunded,
    expiresAt: null,
    instrument: null,
    fee: null,
    mode: 'test',
    payee: null,
    saved: null,
    disputes: [],
    reference: payment.reference,
    redirectUrl: states[payment.state] === 'pending' ? pageUrl(payment.id) : null,
    failureCode: payment.failureCode,
  })
  const missing = refuse({ code: 'refused', reason: 'no such payment' })

  return {
    name: 'sandbox',
    mode: 'test',
    payee: null,
    supports: {
      capture: 'automatic',
      partialCapture: false,
      multipleCaptures: false,
      partialRefund: true,
      void: true,
      savedMethods: false,
      currencies: 'all',
    },
    formOrigins: [],
    create: async (payment) => {
      const opened = await openInBook(db, payment)
      return opened ? ok(said(opened)) : refuse({ code: 'refused', reason: 'this key was used for other money' })
    },
    fetch: async (ref) => {
      const found = await findInBook(db, ref)
      return found ? ok(said(found)) : missing
    },
    findByKey: async (key) => {
      const found = await findByKeyInBook(db, key)
      return ok(found ? said(found) : null)
    },
    cancel: async (ref) => {
      await findInBook(db, ref)
      const canceled = await moveInBook(db, ref, { from: ['open', 'challenged', 'processing'], to: 'canceled' })
      const found = canceled ?? (await findInBook(db, ref))
      return found ? ok(said(found)) : missing
    },
    capture: async () => refuse({ code: 'refused', reason: 'captured at once' }),
    refund: async ({ ref, amount, idempotencyKey }) => {
      const given = await command(db, async (tx) => {
        const refundRef = await refundInBook(tx, { id: ref, amount, idempotencyKey })
        return refundRef ? ok({ refundRef }) : refuse({ code: 'refused' as const, reason: 'nothing left to refund' })
      })
      return given
    },
    test: async () => ok({ account: 'Test bank', mode: 'test' }),
    readWebhook: (raw, headers, now) => readMessage(secret, raw, { headers, now }),
  }
}
