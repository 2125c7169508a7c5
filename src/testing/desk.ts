import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { beforeAll } from 'vitest'

import { ok, refuse } from '#kernel/result'
import { ensureOwner } from '#modules/staff'
import { createApp } from '#platform/http/app'
import { createPageCache } from '#platform/http/page-cache'
import { adminFace } from '../admin-api/app.ts'
import type { OrderDetail } from '../admin-api/types.ts'
import { aProduct, done } from './builders.ts'
import { SIGN_IN_SECRET } from './customers.ts'
import { testDb } from './db.ts'
import { testBox, testGateway } from './gateways.ts'
import { CODE_SECRET } from './value.ts'
import { anOpenShop, aPlacedOrder, testShop } from './orders.ts'

export const theOwner = { email: 'ana@shop.test', password: 'a long walk by the sea' }

type Sent = { method?: string; body?: unknown; cookie?: string; headers?: Record<string, string> }

/** The merchant's face over a database of its own, with its owner signed in. Call at the top of a test file. */
export function testDesk() {
  const shop = testDb()
  const stoa = testShop(shop.db)
  const assets = mkdtempSync(path.join(tmpdir(), 'stoa-admin-'))
  mkdirSync(path.join(assets, 'assets'))
  writeFileSync(path.join(assets, 'index.html'), '<title>Stoa</title>')
  writeFileSync(path.join(assets, 'assets', 'index-abc.js'), 'export {}')
  const emptied: Date[] = []
  const faults: unknown[] = []
  const face = adminFace({
    db: shop.db,
    clock: stoa.clock,
    origin: new URL('http://shop.test'),
    assetsFolder: assets,
    mediaFolder: path.join(assets, 'media'),
    sendsMail: false,
    codeSecret: CODE_SECRET,
    signInSecret: SIGN_IN_SECRET,
    secretBox: testBox,
    testGateway,
    orders: stoa,
    orderUrl: async (id) => `http://shop.test/orders/${id}.signed`,
    emptyDemo: async () => {
      emptied.push(stoa.clock.now())
      return emptied.length === 1 ? ok(null) : refuse({ code: 'not_the_demo' })
    },
  })
  const app = createApp({ faces: [face], pages: createPageCache(), logFault: (error) => faults.push(error) })
  const own = { cookie: '' }

  const call = (route: string, { method = 'GET', body, cookie = own.cookie, headers = {} }: Sent = {}) =>
    app.request(`http://shop.test/admin${route}`, {
      method,
      headers: {
        host: 'shop.test',
        origin: 'http://shop.test',
        cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  const answer = async <T>(route: string, sent?: Sent): Promise<T> => (await call(route, sent)).json() as Promise<T>

  beforeAll(async () => {
    await anOpenShop(shop.db)
    await done(shop.db, (tx) => ensureOwner(tx, theOwner))
    const entered = await call('/api/session', { method: 'POST', body: theOwner })
    own.cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  })

  /** An order of three mugs, of which twenty were there. */
  const anOrder = async (paymentMethod = 'bank_transfer') => {
    const { variantIds } = await aProduct(shop.db, { title: 'Stoneware mug', variants: [{ stock: 20 }] })
    const [variantId] = variantIds
    if (!variantId) throw new Error('no variant')
    const { orderId } = await aPlacedOrder(stoa, { lines: [[variantId, 3]], parts: { paymentMethod } })
    return { orderId, variantId, detail: () => answer<OrderDetail>(`/api/orders/${orderId}`) }
  }
  return { shop, stoa, face, call, answer, anOrder, emptied, faults }
}
