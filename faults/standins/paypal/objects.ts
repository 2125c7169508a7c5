import { sum, units, type Booked, type Captured, type Refunded } from './book.ts'

type Link = { href: string; rel: string; method: string }
const link = (origin: string, path: string, rel: string, method = 'GET'): Link => ({ href: origin + path, rel, method })

/** 2.49 % and 0.35 of the currency, to the nearest of its units. */
const feeOf = (captured: Captured): number => Math.round(units(captured.amount) * 0.0249) + 350

export function captureOf(booked: Booked, captured: Captured, origin: string) {
  const path = `/v2/payments/captures/${captured.id}`
  return {
    id: captured.id,
    status: captured.status,
    ...(captured.status === 'PENDING' ? { status_details: { reason: 'ECHECK' } } : {}),
    amount: captured.amount,
    final_capture: captured.final,
    custom_id: booked.customId,
    invoice_id: booked.invoiceId,
    seller_protection: { status: 'ELIGIBLE', dispute_categories: ['ITEM_NOT_RECEIVED', 'UNAUTHORIZED_TRANSACTION'] },
    seller_receivable_breakdown: {
      gross_amount: captured.amount,
      paypal_fee: sum(feeOf(captured), captured.amount),
      net_amount: sum(units(captured.amount) - feeOf(captured), captured.amount),
    },
    supplementary_data: { related_ids: { order_id: booked.id } },
    create_time: captured.at,
    update_time: captured.at,
    links: [link(origin, path, 'self'), link(origin, `${path}/refund`, 'refund', 'POST')],
  }
}

export function refundOf(refunded: Refunded, origin: string) {
  return {
    id: refunded.id,
    status: refunded.hasFailed ? 'FAILED' : 'COMPLETED',
    amount: refunded.amount,
    ...(refunded.customId ? { custom_id: refunded.customId } : {}),
    create_time: refunded.at,
    update_time: refunded.at,
    links: [
      link(origin, `/v2/payments/refunds/${refunded.id}`, 'self'),
      link(origin, `/v2/payments/captures/${refunded.captureId}`, 'up'),
    ],
  }
}

export function authorizationOf(booked: Booked, origin: string) {
  const { authorization: held } = booked
  if (!held) return null
  const path = `/v2/payments/authorizations/${held.id}`
  return {
    id: held.id,
    status: held.status,
    amount: booked.amount,
    custom_id: booked.customId,
    invoice_id: booked.invoiceId,
    expiration_time: new Date(Date.parse(held.at) + 29 * 86_400_000).toISOString().replace(/\.\d+/, ''),
    create_time: held.at,
    update_time: held.at,
    links: [link(origin, path, 'self'), link(origin, `${path}/capture`, 'capture', 'POST')],
  }
}

const soldIn = ({ amount, breakdown, items }: Booked) => ({
  amount: breakdown ? { ...amount, breakdown } : amount,
  ...(items.length > 0 ? { items } : {}),
})

export function orderOf(booked: Booked, origin: string) {
  const path = `/v2/checkout/orders/${booked.id}`
  const held = authorizationOf(booked, origin)
  const { buyer } = booked
  const payments = {
    ...(held ? { authorizations: [held] } : {}),
    ...(booked.captures.length > 0 ? { captures: booked.captures.map((one) => captureOf(booked, one, origin)) } : {}),
    ...(booked.refunds.length > 0 ? { refunds: booked.refunds.map((one) => refundOf(one, origin)) } : {}),
  }
  return {
    id: booked.id,
    intent: booked.intent,
    status: booked.status,
    payment_source: { paypal: buyer?.wallet ?? {} },
    ...(buyer ? { payer: buyer.payer } : {}),
    purchase_units: [
      {
        reference_id: booked.referenceId,
        ...soldIn(booked),
        payee: { merchant_id: booked.payee },
        description: booked.description,
        custom_id: booked.customId,
        invoice_id: booked.invoiceId,
        ...(buyer?.shipping ? { shipping: buyer.shipping } : {}),
        ...(Object.keys(payments).length > 0 ? { payments } : {}),
      },
    ],
    create_time: booked.at,
    links: [
      link(origin, path, 'self'),
      ...(booked.status === 'PAYER_ACTION_REQUIRED' ? [link(origin, `/pay/${booked.id}`, 'payer-action')] : []),
    ],
  }
}
