import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, describe, expect, test } from 'vitest'

import { createBreaker } from './breaker.ts'
import { createOutbound } from './outbound.ts'

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A peer on this machine, and the requests that it saw. */
async function aPeer(answer: RequestListener) {
  const seen: { method: string; key: string }[] = []
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', key: String(request.headers['idempotency-key'] ?? '') })
    answer(request, response)
  })
  open.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, seen, server }
}

const limits = { allowPrivate: true, totalMs: 600 }
/** Where it is not about time, a busy machine may take its own. */
const patient = { allowPrivate: true, totalMs: 20_000 }
const post = (url: string, key = 'k1') =>
  ({ method: 'POST', url, headers: { 'idempotency-key': key }, body: '{}', repeatable: true }) as const
const get = (url: string) => ({ method: 'GET', url, repeatable: true }) as const

describe('the way out', () => {
  test('brings an answer back, whatever its status below 500', async () => {
    const { url, seen } = await aPeer((_, response) => response.writeHead(402, { 'x-a': 'b' }).end('no'))
    const said = await createOutbound(limits).send(post(url))
    expect(said).toMatchObject({ ok: true, value: { status: 402, text: 'no' } })
    expect(seen).toEqual([{ method: 'POST', key: 'k1' }])
  })

  test('follows no redirect', async () => {
    const { url, seen } = await aPeer((_, response) => response.writeHead(302, { location: '/other' }).end())
    expect(await createOutbound(limits).send(get(url))).toMatchObject({ value: { status: 302 } })
    expect(seen).toHaveLength(1)
  })

  test('tries twice more with the same key, and once only what must not come twice', async () => {
    const { url, seen } = await aPeer((_, response) => response.writeHead(503).end())
    await createOutbound(patient).send(post(url))
    expect(seen.map(({ key }) => key)).toEqual(['k1', 'k1', 'k1'])
    await createOutbound(patient).send({ ...post(url), repeatable: false })
    expect(seen).toHaveLength(4)
  })

  test('is content with the answer that comes after a failure', async () => {
    const state = { calls: 0 }
    const { url } = await aPeer((request, response) => {
      state.calls += 1
      if (state.calls === 1) request.socket.resetAndDestroy()
      else response.end('late but well')
    })
    expect(await createOutbound(patient).send(post(url))).toMatchObject({ ok: true, value: { text: 'late but well' } })
  })

  test('waits no longer than it says, for silence and for a drip', async () => {
    const silent = await aPeer(() => {})
    const dripping = await aPeer((_, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('.'), 50)
      response.on('close', () => clearInterval(drip))
    })
    for (const { url } of [silent, dripping]) {
      const began = performance.now()
      expect(await createOutbound(limits).send(get(url))).toMatchObject({ ok: false, refusal: { code: 'lost' } })
      expect(performance.now() - began).toBeLessThan(1000)
    }
  })

  test('tells half an answer and a reset from nobody there', async () => {
    const half = await aPeer((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy())
    })
    expect(await createOutbound(limits).send(get(half.url))).toMatchObject({ refusal: { code: 'lost' } })
    const gone = await aPeer(() => {})
    gone.server.close()
    expect(await createOutbound(limits).send(get(gone.url))).toMatchObject({ refusal: { code: 'not_sent' } })
  })

  test('never says "not sent" of what may have arrived at the first try', async () => {
    const state = { calls: 0 }
    const peer = await aPeer((request) => {
      state.calls += 1
      peer.server.close()
      request.socket.resetAndDestroy()
    })
    expect(await createOutbound(limits).send(post(peer.url))).toMatchObject({ refusal: { code: 'lost' } })
    expect(state.calls).toBe(1)
  })

  test('reads at most so much', async () => {
    const { url } = await aPeer((_, response) => response.end('x'.repeat(5000)))
    const said = await createOutbound({ ...limits, mostBytes: 1000 }).send(get(url))
    expect(said).toMatchObject({ refusal: { code: 'lost', reason: 'the answer is too large' } })
  })

  test('goes to no private address, by number or by name, unless the operator says so', async () => {
    const { url, seen } = await aPeer((_, response) => response.end('secret'))
    const { port } = new URL(url)
    const out = createOutbound({ totalMs: 600 })
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0', '169.254.169.254', '[::ffff:127.0.0.1]'])
      expect(await out.send(get(`http://${host}:${port}/`))).toMatchObject({ refusal: { code: 'not_sent' } })
    for (const wrong of ['file:///etc/passwd', 'gopher://x/', 'nonsense'])
      expect(await out.send(get(wrong))).toMatchObject({ refusal: { code: 'not_sent' } })
    expect(seen).toEqual([])
  })
})

describe('the breaker', () => {
  const at = { now: 0 }
  const breaker = () => createBreaker({ now: () => at.now })

  test('opens after five failures in ten seconds, lets one through each ten seconds, closes with a success', () => {
    const held = breaker()
    for (let i = 0; i < 5; i += 1) held.failed()
    expect(held.mayCall()).toBe(false)
    at.now += 10_001
    expect([held.mayCall(), held.mayCall()]).toEqual([true, false])
    held.failed()
    at.now += 9000
    expect(held.mayCall()).toBe(false)
    at.now += 1001
    expect(held.mayCall()).toBe(true)
    held.succeeded()
    expect([held.mayCall(), held.mayCall()]).toEqual([true, true])
  })

  test('bears failures that are far apart', () => {
    const held = breaker()
    for (let i = 0; i < 20; i += 1) {
      held.failed()
      at.now += 3000
    }
    expect(held.mayCall()).toBe(true)
  })

  test('spares a peer that is down', async () => {
    const { url, seen } = await aPeer((_, response) => response.writeHead(500).end())
    const out = createOutbound({ ...limits, totalMs: 3000 })
    for (let i = 0; i < 10; i += 1) await out.send(post(url))
    expect(seen).toHaveLength(5)
    expect(await out.send(post(url))).toMatchObject({ refusal: { code: 'not_sent' } })
  })
})
