import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { get, type Route, write } from '#platform/http/route'
import { badRequests, type Bad } from '#testing/bad-input'
import { testDb } from '#testing/db'
import { everyFace, type EveryFace } from '#testing/every-face'

const { db } = testDb()
const shop: { now?: EveryFace } = {}
const theShop = (): EveryFace => {
  if (!shop.now) throw new Error('not open yet')
  return shop.now
}

const SLOW_MS = 2000
const MINUTES = 60_000

/** What no caller should read: our stack, our statements, our files. */
const inside = /\bat (?:async )?[\w.<>]+ \(|\.tsx?:\d|node_modules|violates|invalid input syntax|\binsert into\b|\$\d/

const planted: readonly Route[] = [
  get({
    path: '/planted/:id',
    who: 'anyone',
    rate: 'page',
    cache: 'private',
    query: null,
    handle: async (c) =>
      c.json(
        await db
          .selectFrom('orders')
          .select('id')
          .where('id', '=', c.req.param('id') ?? '')
          .execute(),
      ),
  }),
  write({
    method: 'POST',
    path: '/planted',
    who: 'anyone',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: null,
    body: z.strictObject({ name: z.string() }),
    invalid: (c, problems) => c.text(new Error(problems[0]?.message).stack ?? '', 422),
    handle: (c) => c.text('written'),
  }),
]

beforeAll(async () => {
  const voice: EveryFace['faces'][number]['voice'] = {
    notFound: (c) => c.text('none', 404),
    refused: (c, status) => c.text('refused', status),
    fault: (c) => c.text('fault', 500),
  }
  shop.now = await everyFace(db, { more: [{ routes: planted, policy: "default-src 'none'", voice }] })
})

const isPlanted = ({ path }: Route): boolean => path.startsWith('/planted')
const routes = (): Route[] => theShop().faces.flatMap((face) => face.routes)

async function ask({ method, path, init }: Bad, cookie: string): Promise<Response> {
  const headers = new Headers(init.headers)
  if (cookie) headers.set('cookie', cookie)
  return theShop().whole.request(`http://shop.test${path}`, { ...init, method, headers })
}

/** What is wrong with the answer to a bad request; null for a good one. */
async function faultIn(route: Route, bad: Bad, cookie: string): Promise<string | null> {
  const start = performance.now()
  const answer = await ask(bad, cookie)
  const text = await answer.text()
  const isSlow = performance.now() - start > SLOW_MS && (await isSlowAgain(bad, cookie))
  const fault = faultOf(answer.status, text, mustBe(route, bad, cookie)) ?? (isSlow ? 'slow' : null)
  const name = `${bad.method} ${bad.path.slice(0, 80)} with ${bad.what}${cookie ? ', signed in' : ''}`
  return fault === null ? null : `${name}: ${fault}`
}

type Expected = 'anything' | 'refused' | 'shut'

function mustBe(route: Route, bad: Bad, cookie: string): Expected {
  if (isShut(route) && cookie === '') return 'shut'
  // Whoever has no cart is sent to the cart, whatever the form says.
  const goesToCart = route.path === '/checkout' && cookie === '' && !isForeign(bad)
  return bad.must && !goesToCart ? 'refused' : 'anything'
}

const isForeign = ({ what }: Bad): boolean => /origin|-site/.test(what)

function faultOf(status: number, text: string, expected: Expected): string | null {
  if (status >= 500) return `${status}`
  if (expected === 'shut' && status !== 401 && status !== 403) return `${status}, not 401`
  if (expected === 'refused' && status < 400) return `${status}, not refused`
  return status >= 400 && inside.test(text) ? 'tells of the inside' : null
}

const isShut = ({ who }: Route): boolean => who === 'staff' || who === 'owner'

/** Slow twice: not just the machine. */
async function isSlowAgain(bad: Bad, cookie: string): Promise<boolean> {
  const start = performance.now()
  await (await ask(bad, cookie)).text()
  return performance.now() - start > SLOW_MS
}

async function faultsOf(some: readonly Route[]): Promise<string[]> {
  const { addressOf, known, cookie } = theShop()
  const found: string[] = []
  for (const route of some) {
    // Who is signed in and has a cart comes furthest. Guests of closed doors are all sent away alike: a few are enough.
    const all = badRequests(route, addressOf(route), known)
    const asGuest = all.filter((_, index) => index % (isShut(route) ? 20 : 3) === 0)
    const waiting = [...asGuest.map((each) => [each, ''] as const), ...all.map((each) => [each, cookie] as const)]
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [bad, as] = next
        const fault = await faultIn(route, bad, isSignOut(route) ? '' : as)
        if (fault) found.push(fault)
      }
    }
    // While one waits for the database, another is answered.
    await Promise.all(Array.from({ length: LANES }, lane))
  }
  return found
}

const LANES = 4

const isSignOut = ({ method, path }: Route): boolean => method === 'DELETE' && path === '/admin/api/session'

beforeEach(() => {
  theShop().faults.length = 0
})

describe('bad input is told apart, and is never our fault', () => {
  const kinds: Record<string, (route: Route) => boolean> = {
    'the pages and files of the shop': ({ method, path }) => method === 'GET' && !path.startsWith('/admin'),
    'the forms of the shop, gateways': ({ method, path }) => method !== 'GET' && !path.startsWith('/admin'),
    'what the desk reads': ({ method, path }) => method === 'GET' && path.startsWith('/admin'),
    'what the desk changes': ({ method, path }) => method !== 'GET' && path.startsWith('/admin'),
  }
  test.each(Object.entries(kinds))(
    '%s',
    async (_name, isOfKind) => {
      const some = routes().filter((route) => !isPlanted(route) && isOfKind(route))
      expect(some.length).toBeGreaterThan(4)
      expect(await faultsOf(some)).toEqual([])
      expect(theShop().faults).toEqual([])
    },
    5 * MINUTES,
  )

  test('and this check can fail', async () => {
    const found = await faultsOf(routes().filter(isPlanted))
    expect(found).toContainEqual(expect.stringMatching(/planted.* with path -.*: 500/))
    expect(found).toContainEqual(expect.stringMatching(/planted with no name.*: tells of the inside/))
  })
})

test('what was asked as the owner was asked as the owner', async () => {
  const { whole, cookie } = theShop()
  const me = await whole.request('http://shop.test/admin/api/session', { headers: { cookie } })
  expect(me.status).toBe(200)
  expect(cookie).toContain('stoa_cart=')
})

describe('a method that is not done there', () => {
  test('is told so, with those that are', async () => {
    const known = Map.groupBy(
      routes().filter((route) => !isPlanted(route)),
      ({ path }) => path,
    )
    for (const [path, here] of known) {
      const done = new Set<string>(here.map(({ method }) => method))
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((each) => !done.has(each))) {
        const address = theShop().addressOf({ path })
        const answer = await theShop().whole.request(`http://shop.test${address}`, { method })
        expect([method, path, answer.status]).toEqual([method, path, 405])
        expect(answer.headers.get('allow')).toContain([...done][0])
      }
    }
  })
})
