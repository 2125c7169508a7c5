import type { Outbound } from './outbound.ts'
import type { OutboundRequest } from './exchange.ts'

/** What a library is told when there is no answer. `sent`: the peer may have heard of it. */
export class NoReply extends Error {
  override readonly name = 'NoReply'
  readonly sent: boolean
  constructor(reason: string, sent: boolean) {
    super(reason)
    this.sent = sent
  }
}

type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>

/**
 * Lets a library that wants a `fetch` speak through our way out. Text bodies only; reading, and requests with an
 * `Idempotency-Key`, are repeatable.
 */
export const asFetch =
  (outbound: Outbound): Fetch =>
  async (url, init = {}) => {
    const headers = Object.fromEntries(new Headers(init.headers))
    const method = methodOf(init.method)
    const said = await outbound.send({
      method,
      url: String(url),
      headers,
      ...(typeof init.body === 'string' && init.body !== '' ? { body: init.body } : {}),
      repeatable: method === 'GET' || method === 'DELETE' || headers['idempotency-key'] !== undefined,
    })
    if (!said.ok) throw new NoReply(said.refusal.reason, said.refusal.code === 'lost')
    const { status, text } = said.value
    return new Response(status === 204 ? null : text, { status, headers: said.value.headers })
  }

function methodOf(method = 'GET'): OutboundRequest['method'] {
  switch (method) {
    case 'GET':
    case 'POST':
    case 'PATCH':
    case 'PUT':
    case 'DELETE':
      return method
    default:
      throw new RangeError(`not a method for the way out: ${method}`)
  }
}
