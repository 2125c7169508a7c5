import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { createApp } from './app.ts'
import type { Face } from './face.ts'
import { isSameOrigin } from './origin.ts'
import { createPageCache } from './page-cache.ts'
import { addressOf, createRateLimiter } from './rate.ts'
import { get, type Route, write } from './route.ts'

let rendered = 0

const routes: Route[] = [
  get({
    path: '/p/:slug',
    who: 'anyone',
    rate: 'page',
    cache: 'public',
    query: null,
    handle: (c) => {
      rendered++
      c.set('cacheTags', ['product:1'])
      return c.html(`mug ${rendered}`)
    },
  }),
  write({
    method: 'POST',
    path: '/cart/lines',
    who: 'anyone',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: null,
    body: z.strictObject({ quantity: z.coerce.number().int().min(1) }),
    handle: (c, { body }) => c.text(`added ${body.quantity}`),
  }),
  get({
    path: '/desk',
    who: 'staff',
    rate: 'page',
    cache: 'private',
    query: null,
    handle: (c) => c.text(c.get('staff').email),
  }),
  get({
    path: '/safe',
    who: 'owner',
    rate: 'page',
    cache: 'private',
    query: null,
    handle: (c) => c.text('all the keys'),
  }),
  get({
    path: '/broken',
    who: 'anyone',
    rate: 'page',
    cache: 'private',
    query: null,
    handle: () => {
      throw new Error('secret detail')
    },
  }),
]

const face: Face = {
  routes,
  policy: "default-src 'none'",
  voice: {
    notFound: (c) => c.text('no such page', 404),
    refused: (c, status, problems) =>
      c.text(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'), status),
    fault: (c) => c.text('our fault', 500),
  },
  authenticate: async (c) =>
    c.req.header('cookie') === 'staff=ana' ? { id: '1', role: 'staff', email: 'ana@shop.test', name: 'Ana' } : null,
}

const pages = createPageCache()
const faults: unknown[] = []
const app = createApp({
  faces: [face],
  pages,
  withoutPlace: (path) => path.replace(/^\/de(?=\/|$)/, '') || '/',
  logFault: (error) => faults.push(error),
})

const own = { host: 'shop.test', origin: 'http://shop.test' }
const post = (body: string, headers: Record<string, string> = {}) =>
  app.request('http://shop.test/cart/lines', {
    method: 'POST',
    body,
    headers: { ...own, 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })

describe('a route', () => {
  test('answers with the safety headers and its cache class', async () => {
    const answer = await app.request('http://shop.test/p/mug')
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'")
    expect(answer.headers.get('cache-control')).toContain('public')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('is the same under a language', async () => {
    expect((await app.request('http://shop.test/de/p/mug')).status).toBe(200)
  })

  test('for staff is closed to others', async () => {
    expect((await app.request('http://shop.test/desk')).status).toBe(401)
    expect(await (await app.request('http://shop.test/desk', { headers: { cookie: 'staff=ana' } })).text()).toBe(
      'ana@shop.test',
    )
  })

  test('for the owner is closed to other staff, too', async () => {
    expect((await app.request('http://shop.test/safe')).status).toBe(401)
    expect((await app.request('http://shop.test/safe', { headers: { cookie: 'staff=ana' } })).status).toBe(403)
  })

  test('answers 405 to what is not done there, 404 to what nobody knows', async () => {
    const wrong = await app.request('http://shop.test/cart/lines', { method: 'DELETE', headers: own })
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST'])
    expect((await app.request('http://shop.test/nowhere')).status).toBe(404)
  })

  test('that breaks says nothing of the inside', async () => {
    const answer = await app.request('http://shop.test/broken')
    expect([answer.status, await answer.text()]).toEqual([500, 'our fault'])
    expect(faults).toHaveLength(1)
  })
})

describe('a form', () => {
  test('is read once and strictly', async () => {
    expect(await (await post('quantity=2')).text()).toBe('added 2')
    expect((await post('quantity=2&price=1')).status).toBe(422)
    expect((await post('quantity=2&quantity=3')).status).toBe(422)
    expect((await post('quantity=0')).status).toBe(422)
    expect((await post('quantity=1%00')).status).toBe(422)
  })

  test('too large, of the wrong kind or unreadable is refused', async () => {
    expect((await post('x'.repeat(70_000))).status).toBe(413)
    expect((await post('quantity=1', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await post('{', { 'content-type': 'application/json' })).status).toBe(400)
  })

  test('from another site is refused', async () => {
    expect((await post('quantity=1', { origin: 'http://evil.test' })).status).toBe(403)
    expect((await post('quantity=1', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect(isSameOrigin(new Headers({ host: 'shop.test' }))).toBe(false)
  })
})

describe('a kept page', () => {
  test('is rendered once, and again after what it shows has changed', async () => {
    await app.request('http://shop.test/p/bowl')
    const before = rendered
    expect(pages.find('/p/bowl', Date.now())?.body.toString()).toBe(`mug ${before}`)
    pages.forget(['product:1'])
    expect(pages.find('/p/bowl', Date.now())).toBeUndefined()
  })

  test('of one country is not that of another', async () => {
    await app.request('http://shop.test/de/p/cup')
    expect(pages.find('/p/cup', Date.now())?.body.toString()).toBeUndefined()
    expect(pages.find('/de/p/cup', Date.now())?.body.toString()).toBe(`mug ${rendered}`)
  })

  test('made from facts that went stale meanwhile is not kept', () => {
    const epoch = pages.epoch()
    pages.forget(['product:2'])
    pages.keep('/p/late', { body: Buffer.from('old'), headers: {}, tags: ['product:2'], until: Infinity }, epoch)
    expect(pages.find('/p/late', Date.now())).toBeUndefined()
  })

  test('leaves when there is no room, the longest unused first', () => {
    const small = createPageCache(1000)
    for (const key of ['/a', '/b', '/c', '/d', '/e', '/f', '/g', '/h', '/i', '/j'])
      small.keep(key, { body: Buffer.alloc(100), headers: {}, tags: [], until: Infinity }, 0)
    expect([small.find('/a', 0), small.find('/j', 0)?.body.length]).toEqual([undefined, 100])
  })

  test('ends when its time is over', () => {
    pages.keep('/p/sale', { body: Buffer.from('sale'), headers: {}, tags: [], until: 1000 }, pages.epoch())
    expect(pages.find('/p/sale', 999)?.body.toString()).toBe('sale')
    expect(pages.find('/p/sale', 1000)).toBeUndefined()
  })
})

test('a route that does not say how it is guarded stops the start', () => {
  const [first] = routes
  const undeclared = { ...first, who: undefined } as unknown as Route
  expect(() => createApp({ faces: [{ ...face, routes: [undeclared] }], pages, logFault: () => {} })).toThrow('no who')
})

test('a flood from one address is braked, the machine itself is not', () => {
  const limiter = createRateLimiter()
  const taken = Array.from({ length: 100 }, () => limiter.take('form', '203.0.113.9', 0))
  expect(taken.filter(Boolean)).toHaveLength(60)
  expect(addressOf('127.0.0.1', undefined)).toBeNull()
  expect(addressOf('127.0.0.1', '198.51.100.1, 203.0.113.9')).toBe('203.0.113.9')
  expect(addressOf('2001:db8:1:2:3::4', undefined)).toBe('2001:db8:1:2')
})
