import { connect, type Socket } from 'node:net'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createPageCache } from '#platform/http/page-cache'
import { hostsOf } from '#platform/http/origin'
import { type Http, startHttp } from '#platform/http/server'
import { testDb } from '#testing/db'
import { everyFace, type EveryFace } from '#testing/every-face'

const { db } = testDb()
const doors: { shop?: EveryFace; http?: Http } = {}

function open(): { shop: EveryFace; http: Http } {
  const { shop, http } = doors
  if (!shop || !http) throw new Error('not open yet')
  return { shop, http }
}

beforeAll(async () => {
  const shop = await everyFace(db)
  const pages = createPageCache()
  const hosts = hostsOf(null)
  const parts = { app: shop.whole, pages, hosts, host: '127.0.0.1', port: 0, policy: "default-src 'none'" }
  Object.assign(doors, { shop, http: await startHttp({ ...parts, isReady: () => true }) })
})
afterAll(() => open().http.close(0))

/** Bytes to the shop's socket, and the first line that comes back. Node's own clients would clean them up. */
function say(bytes: string): Promise<{ status: number; head: string; body: string }> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(open().http.port, '127.0.0.1')
    let heard = ''
    const finish = (): void => {
      socket.destroy()
      const [head = '', ...body] = heard.split('\r\n\r\n')
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: body.join('\r\n\r\n') })
    }
    socket.setTimeout(5000, () => reject(new Error(`no answer to ${bytes.slice(0, 60)}`)))
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1')
    })
    socket.on('close', finish)
    // A server that has answered and closed while we still send.
    socket.on('error', () => {})
    socket.write(bytes)
  })
}

const read = (path: string, headers: readonly string[] = []): Promise<{ status: number; head: string; body: string }> =>
  say([`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n'))

const isAlive = async (): Promise<boolean> => (await read('/health')).status === 200

describe('what no browser sends', () => {
  const many = (count: number, line: (index: number) => string): string[] =>
    Array.from({ length: count }, (_, index) => line(index))
  test.each<[string, readonly string[]]>([
    ['a header of 100 KB', [`X-Long: ${'x'.repeat(100_000)}`]],
    ['2,000 headers of some length', many(2000, (index) => `X-${index}: ${'x'.repeat(20)}`)],
    ['50 cookies of 4 KB', [`Cookie: ${many(50, (index) => `c${index}=${'x'.repeat(4000)}`).join('; ')}`]],
  ])('%s is too much, and the shop lives on', async (_name, headers) => {
    expect((await read('/', headers)).status).toBe(431)
    expect(await isAlive()).toBe(true)
  })

  test('an address of a megabyte is too much, and the shop lives on', async () => {
    expect([400, 414, 431]).toContain((await read(`/${'x'.repeat(1_000_000)}`)).status)
    expect(await isAlive()).toBe(true)
  })

  test.each([
    ['no HTTP', 'HELO shop\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['another host', 'GET / HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n', 421],
    [
      'two lengths',
      'POST /cart/lines HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      400,
    ],
    [
      'a length and chunks',
      'POST /cart/lines HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['a negative length', 'POST /cart/lines HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n', 400],
    ['a line in a header', 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n', 400],
  ])('%s is refused, and the shop lives on', async (_name, bytes, status) => {
    expect((await say(bytes)).status).toBe(status)
    expect(await isAlive()).toBe(true)
  })

  test.each(['*', 'http://evil.test/', '//evil.test/', '/%', '/%zz', '/p/%ff', '/p/%00', '/de/p/%E0%A4%A', '/p/a\\b'])(
    'the address %s is no fault of ours',
    async (path) => {
      const { status } = await read(path)
      expect([200, 301, 400, 404, 421]).toContain(status)
      expect(open().shop.faults).toEqual([])
    },
  )
})

describe('what lies beside the shop', () => {
  test.each([
    '/.git/HEAD',
    '/.env',
    '/package.json',
    '/package-lock.json',
    '/node_modules/hono/package.json',
    '/media/../keys/signing.key',
    '/media/..%2fkeys%2fsigning.key',
    '/media/%2e%2e/%2e%2e/package.json',
    '/media/....//package.json',
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/..\\..\\package.json',
    '/assets/shop.js.map',
    '/admin/assets/../../../package.json',
    '/admin/assets/..%2f..%2f..%2fpackage.json',
    '/admin/assets/index.js.map',
    '/data/keys/signing.key',
    '/src/main.ts',
    '/de/.env',
  ])('%s is not served', async (path) => {
    const { status, body } = await read(path)
    expect([400, 404]).toContain(status)
    expect(body).not.toMatch(/"dependencies"|DATABASE_URL|refs\/heads/)
  })
})

describe('every answer, whatever its status', () => {
  const wanted: Record<string, RegExp> = {
    'strict-transport-security': /max-age=(3153[6-9]|[4-9]\d{4}|\d{6})\d{3}/,
    'x-content-type-options': /^nosniff$/,
    'referrer-policy': /^(strict-origin-when-cross-origin|same-origin|no-referrer)$/,
    'cross-origin-opener-policy': /^same-origin$/,
    'permissions-policy': /camera=\(\)/,
    'content-security-policy': /(default-src 'none'.*frame-ancestors '(none|self)'|default-src 'none'$)/,
  }
  const lacking = (head: string): string[] => {
    const lines = head.split('\r\n').map((line) => /^([^:]*): (.*)$/.exec(line) ?? [])
    const headers = new Map(lines.map(([, name = '', value = '']) => [name.toLowerCase(), value]))
    const missing = Object.entries(wanted).filter(([name, value]) => !value.test(headers.get(name) ?? ''))
    return [...missing.map(([name]) => name), ...['server', 'x-powered-by'].filter((name) => headers.has(name))]
  }

  test('protects whoever reads it', async () => {
    const { shop } = open()
    const reads = shop.faces.flatMap((face) => face.routes).filter(({ method }) => method === 'GET')
    const posted = 'POST /cart/lines HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'
    const answers = [
      ...(await Promise.all(
        reads.map(async (route) => ({ what: route.path, ...(await read(shop.addressOf(route))) })),
      )),
      { what: 'nowhere', ...(await read('/nowhere')) },
      { what: 'moved', ...(await read('/en')) },
      { what: 'wrong method', ...(await say(posted.replace('/cart/lines', '/health'))) },
      { what: 'no origin', ...(await say(posted)) },
      { what: 'wrong host', ...(await say(posted.replace('localhost', 'evil.test'))) },
    ]
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 301, 303, 401, 403, 404, 405, 421]))
    expect(answers.flatMap(({ what, head }) => lacking(head).map((name) => `${what}: ${name}`))).toEqual([])
  })

  test('and this check can fail', () => {
    expect(lacking('HTTP/1.1 200 OK\r\nX-Powered-By: Shop')).toHaveLength(7)
  })
})

describe('a way out of the shop', () => {
  const ways = ['//evil.test', '/\\evil.test', '/%5cevil.test', '/%2f%2fevil.test', '/%09/evil.test', '///evil.test']
  test.each(ways)('is not opened by %s', async (way) => {
    for (const prefix of ['', '/en', '/de', '/en-us', '/en/en', '/p']) {
      const { head } = await read(`${prefix}${way}`)
      const location = /^location: (.*)$/im.exec(head)?.[1]
      const leadsTo = location === undefined ? 'nowhere' : new URL(location.trim(), 'http://localhost').host
      expect([prefix, way, leadsTo]).toEqual([prefix, way, location === undefined ? 'nowhere' : 'localhost'])
    }
  })
})
