import { startStandinProcess, type RunningStandin } from '../faults/standins/start.ts'
import { type Connection, connect, getRequest, postRequest } from './load.ts'
import { checkoutForm, newCart } from './purchase.ts'

const ANSWERS_IN_MS = 50
const AT_ONCE = 64
const API_KEY = 'test_benchbenchbenchbenchbench'

/** A gateway as far away as real ones: a process of its own that takes 50 ms for an answer. */
export async function startFarGateway(): Promise<RunningStandin> {
  const gateway = await startStandinProcess('mollie', { STANDIN_KEY: API_KEY })
  await gateway.script({ mode: 'slow', ms: ANSWERS_IN_MS })
  return gateway
}

/** The shop takes payments by it from now on. */
export async function connectGateway(url: string, owner: { email: string; password: string }): Promise<void> {
  const json = { 'content-type': 'application/json', origin: url }
  const signedIn = await fetch(`${url}/admin/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(owner),
  })
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const answer = await fetch(`${url}/admin/api/payments${path}`, {
      method,
      headers: { ...json, cookie },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const { ways } = (await (await call('GET', '')).json()) as { ways: { code: string; mode: string; version: number }[] }
  const { version } = ways.find(({ code, mode }) => code === 'mollie' && mode === 'test') ?? { version: 0 }
  const rules = { captureMode: 'automatic', holdDays: null, markets: [], countries: [], currencies: [] }
  await call('PUT', '/mollie/test', { ...rules, version, fields: { apiKey: API_KEY } })
  await call('POST', '/mollie/test/switch', { enabled: true })
}

/**
 * Everybody wants the same thing: orders a second that are placed, and have their payment begun at the gateway, by buyers
 * who stand at the checkout already.
 */
export async function hotItem(port: number, variantId: string, orders: number): Promise<number> {
  const connections = await Promise.all(Array.from({ length: AT_ONCE }, () => connect(port)))
  const waiting = (
    await Promise.all(connections.map((connection, lane) => walkUp(connection, port, { variantId, lane, orders })))
  ).flat()
  const since = performance.now()
  await Promise.all(
    connections.map(async (connection) => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const { status, head, body } = await connection.ask(next)
        if (status !== 303 || !/^location: http/im.test(head))
          throw new Error(`place order: ${status}\n${/role="alert".*?<\/strong>/.exec(body)?.[0] ?? head}`)
      }
    }),
  )
  const perSecond = orders / ((performance.now() - since) / 1000)
  for (const connection of connections) connection.close()
  return perSecond
}

type Walk = { variantId: string; lane: number; orders: number }

/** The clicks on "order" of one lane, ready to be sent. */
async function walkUp(connection: Connection, port: number, { variantId, lane, orders }: Walk): Promise<string[]> {
  const clicks: string[] = []
  for (let count = lane; count < orders; count += AT_ONCE) {
    const cookie = await newCart(connection, port, variantId)
    const { body } = await connection.ask(getRequest(port, '/checkout', `Cookie: ${cookie}\r\n`))
    clicks.push(postRequest(port, '/checkout', checkoutForm(body, 'mollie'), cookie))
  }
  return clicks
}
