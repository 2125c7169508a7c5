import type { OrderDeps } from '#modules/order'
import { receiveWebhook, type WebhookRefusal } from '#modules/settlement'
import type { Face } from '#platform/http/face'
import { write, type Ask } from '#platform/http/route'

const MOST_BYTES = 256 * 1024

const statuses: Record<WebhookRefusal['code'], 200 | 400 | 404 | 503> = {
  no_such_gateway: 404,
  bad_signature: 400,
  too_old: 400,
  malformed: 400,
  unverifiable: 503,
  irrelevant: 200,
}

/** Where gateways tell how payments stand. The signature over the bytes as they came is the only proof of who speaks. */
export const webhooksFace = (deps: OrderDeps): Face => ({
  policy: "default-src 'none'; frame-ancestors 'none'",
  voice: {
    notFound: (c) => say(c, 'not_found', 404),
    refused: (c, status) => say(c, 'refused', status),
    fault: (c) => say(c, 'fault', 500),
  },
  routes: [
    write({
      method: 'POST',
      path: '/webhooks/:gateway',
      who: 'signed',
      rate: 'hook',
      isUrgent: true,
      cache: 'private',
      csrf: 'signed',
      maxBytes: MOST_BYTES,
      query: null,
      body: 'raw',
      handle: async (c, { body: raw }) => {
        const received = await receiveWebhook(deps, c.req.param('gateway') ?? '', { raw, headers: c.req.raw.headers })
        return received.ok ? say(c, 'ok', 200) : say(c, received.refusal.code, statuses[received.refusal.code])
      },
    }),
  ],
})

type Status = 200 | 400 | 401 | 403 | 404 | 405 | 413 | 415 | 422 | 429 | 500 | 503

const say = (c: Ask, result: string, status: Status): Response => c.json({ result }, status)
