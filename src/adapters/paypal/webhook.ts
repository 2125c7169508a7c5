import { z } from 'zod'

import { ok, refuse, type Result } from '#kernel/result'
import type { BadMessage, GatewayMessage } from '#modules/payment'
import { isPaypalId } from './order.ts'
import type { Paypal } from './fetch.ts'

const TOLERANCE_MS = 300_000

/** Where PayPal keeps its certificates; anything else in that header is somebody else's. */
const certificateHosts = ['https://api.paypal.com', 'https://api.sandbox.paypal.com']

const header = z.string().min(1).max(1000)
const proofs = z.object({
  auth_algo: z.literal('SHA256withRSA'),
  cert_url: header.refine(isPaypals),
  transmission_id: header,
  transmission_sig: header,
  transmission_time: header,
})

/** No other host, port, user or scheme; and nothing is ever fetched from it: PayPal itself does that. */
export function isPaypals(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || url.username !== '' || url.password !== '') return false
  return certificateHosts.includes(url.origin) && /^\/v1\/notifications\/certs\/[\w.-]+$/.test(url.pathname)
}

type Read = Result<GatewayMessage, BadMessage>
type Sent = Readonly<{ raw: Uint8Array; headers: Headers; now: Date; webhookId: string }>

const verdict = z.object({ verification_status: z.string() })
const content = z.object({ id: z.string().min(1).max(100), event_type: z.string().max(100), resource: z.unknown() })

/**
 * Checks a message by PayPal's own `verify-webhook-signature`, and says which order it is about. Asking PayPal rather than
 * checking its certificate here (decision 17): Node has no check of a whole certificate chain, and a message is only a
 * hint anyway, after which the order is read again. Nothing in the message decides where a connection goes.
 */
export async function readMessage(paypal: Paypal, { raw, headers, now, webhookId }: Sent): Promise<Read> {
  const given = proofs.safeParse({
    auth_algo: headers.get('paypal-auth-algo'),
    cert_url: headers.get('paypal-cert-url'),
    transmission_id: headers.get('paypal-transmission-id'),
    transmission_sig: headers.get('paypal-transmission-sig'),
    transmission_time: headers.get('paypal-transmission-time'),
  })
  const text = Buffer.from(raw).toString('utf8')
  const event = content.safeParse(jsonOf(text))
  if (!given.success || jsonOf(text) === undefined) return refuse({ code: 'bad_signature' })
  const sentAt = Date.parse(given.data.transmission_time)
  if (!Number.isFinite(sentAt)) return refuse({ code: 'bad_signature' })

  // The event goes along to the letter: written anew it would have another checksum.
  const asked = JSON.stringify({ ...given.data, webhook_id: webhookId })
  const said = await paypal.client.call({
    method: 'POST',
    path: '/v1/notifications/verify-webhook-signature',
    body: `${asked.slice(0, -1)},"webhook_event":${text}}`,
    isRead: true,
  })
  if (!said.ok) return refuse({ code: said.refusal.code === 'refused' ? 'bad_signature' : 'unverifiable' })
  const read = verdict.safeParse(said.value)
  if (!read.success) return refuse({ code: 'unverifiable' })
  if (read.data.verification_status !== 'SUCCESS') return refuse({ code: 'bad_signature' })
  if (Math.abs(now.getTime() - sentAt) > TOLERANCE_MS) return refuse({ code: 'too_old' })
  return event.success ? about(paypal, event.data) : refuse({ code: 'malformed' })
}

const link = z.object({ href: z.string().max(2000) })
const related = z.object({
  supplementary_data: z
    .object({ related_ids: z.object({ order_id: z.string().max(100).optional() }).optional() })
    .optional(),
})
const aboutCapture = related.extend({
  links: z.array(link).optional(),
  disputed_transactions: z.array(z.object({ seller_transaction_id: z.string().max(100) })).optional(),
})

async function about(paypal: Paypal, { id, event_type: type, resource }: z.infer<typeof content>): Promise<Read> {
  const message = (ref: string): Read => ok({ eventId: id, ref, payload: { type } })
  const whole = z.object({ id: z.string().max(100) }).safeParse(resource)
  if (type.startsWith('CHECKOUT.ORDER.'))
    return whole.success && isPaypalId(whole.data.id) ? message(whole.data.id) : refuse({ code: 'malformed' })

  const read = aboutCapture.safeParse(resource)
  if (!read.success) return refuse({ code: 'irrelevant' })
  const order = orderIn(read.data)
  if (order) return message(order)
  const capture = captureIn(read.data)
  const found = capture ? await orderOfCapture(paypal, capture) : ok(null)
  if (!found.ok) return found
  return found.value ? message(found.value) : refuse({ code: 'irrelevant' })
}

const orderIn = ({ supplementary_data: data }: z.infer<typeof related>): string | null => {
  const order = data?.related_ids?.order_id
  return order && isPaypalId(order) ? order : null
}

async function orderOfCapture({ client }: Paypal, capture: string): Promise<Result<string | null, BadMessage>> {
  const said = await client.call({ method: 'GET', path: `/v2/payments/captures/${capture}` })
  if (!said.ok) return said.refusal.code === 'refused' ? ok(null) : refuse({ code: 'unverifiable' })
  const found = related.safeParse(said.value)
  return ok(found.success ? orderIn(found.data) : null)
}

/** Refunds point up to their capture; disputes name the transaction, which is the capture. */
function captureIn({ links = [], disputed_transactions: disputed = [] }: z.infer<typeof aboutCapture>): string | null {
  const up = links.map(({ href }) => /\/v2\/payments\/captures\/([A-Z0-9]{6,36})$/.exec(href)?.[1]).find(Boolean)
  const named = disputed[0]?.seller_transaction_id
  return up ?? (named && isPaypalId(named) ? named : null)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
