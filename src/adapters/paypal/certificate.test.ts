import { createServer } from 'node:net'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Gateway } from '#modules/payment'
import { createOutbound } from '#platform/outbound/outbound'
import { startStandinProcess, type RunningStandin } from '../../../faults/standins/start.ts'
import { paypalGateway } from './index.ts'

let standin: RunningStandin
let gateway: Gateway

beforeAll(async () => {
  const env = { STANDIN_KEY: 'client', STANDIN_SECRET: 'secret', STANDIN_WEBHOOK_ID: '1JE42' }
  standin = await startStandinProcess('paypal', env)
  const keys = { clientId: 'client', clientSecret: 'secret', merchantId: 'STANDEN234567', webhookId: '1JE42' }
  const outbound = createOutbound({ allowPrivate: true })
  gateway = paypalGateway({ name: 'paypal_test', mode: 'test', ...keys, api: standin.url, outbound })
})
afterAll(() => standin.stop())

type Signed = { body: string; headers: Record<string, string> }
const sign = (event: unknown): Promise<Signed> => standin.do('sign', { body: JSON.stringify(event) })
const approvedEvent = (id: string, ref: string) => ({
  id,
  event_type: 'CHECKOUT.ORDER.APPROVED',
  resource: { id: ref },
})
const read = ({ body, headers }: Signed, change: Record<string, string> = {}) =>
  gateway.readWebhook(Buffer.from(body), new Headers({ ...headers, ...change }), new Date())

test('that name another certificate are refused, and nobody is asked for it (A053)', async () => {
  const connections = { count: 0 }
  const canary = createServer((socket) => {
    connections.count += 1
    socket.destroy()
  })
  await new Promise<void>((ready) => canary.listen(0, '127.0.0.1', ready))
  const address = canary.address()
  const port = typeof address === 'object' ? address?.port : 0
  const genuine = await sign(approvedEvent('WH-3', 'ABCDEFGH'))
  const before = await standin.do<unknown[]>('served')
  const path = '/v1/notifications/certs/CERT-x'
  for (const url of [
    `http://127.0.0.1:${port}${path}`,
    `https://127.0.0.1:${port}${path}`,
    `https://evil.test${path}`,
    `https://api.paypal.com.evil.test${path}`,
    `https://api.paypal.com@evil.test${path}`,
    `https://api.paypal.com:${port}${path}`,
    `https://user@api.paypal.com${path}`,
    `http://api.paypal.com${path}`,
    'file:///etc/passwd',
    'https://api.paypal.com/v1/notifications/certs/../../../evil',
    '',
  ])
    expect(await read(genuine, { 'paypal-cert-url': url }), url).toEqual({
      ok: false,
      refusal: { code: 'bad_signature' },
    })
  expect(await standin.do<unknown[]>('served')).toHaveLength(before.length)
  expect(connections.count).toBe(0)
  canary.close()
  expect(await read(genuine)).toMatchObject({ ok: true })
  expect(await read(genuine, { 'paypal-auth-algo': 'none' })).toMatchObject({ refusal: { code: 'bad_signature' } })
})
