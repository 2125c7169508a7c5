import { Hono } from 'hono'
import { compress } from 'hono/compress'

import { newId } from '#kernel/id'
import { type Parsed, parse, readBody } from './body.ts'
import { isOutage } from '../db-errors.ts'
import { beUrgent, withPatience } from '../patience.ts'
import { callerOf } from './caller.ts'
import type { Face } from './face.ts'
import { cacheHeader, securityHeaders } from './headers.ts'
import { isSameOrigin } from './origin.ts'
import type { PageCache } from './page-cache.ts'
import { plainAnswer, type PlainPage, plainOf } from './page-answer.ts'
import { createRateLimiter } from './rate.ts'
import { type Ask, faultsOf, type Input, type Route, type Variables } from './route.ts'

export type App = Hono<{ Variables: Variables }>

type AppParts = Readonly<{
  faces: readonly Face[]
  pages: PageCache
  /** `/de/p/mug` → `/p/mug`: the place in front of a path is not part of its route. */
  withoutPlace?: (pathname: string) => string
  logFault: (error: unknown, requestId: string, what: string) => void
}>

/**
 * Puts the faces together behind one guard: rate, who, origin, input, then the handler.
 * The first face speaks for paths that nobody knows.
 * @throws Error naming every route that does not say who may call it, or how it is guarded.
 */
export function createApp({ faces, pages, withoutPlace = (path) => path, logFault }: AppParts): App {
  const faults = faces.flatMap((face) => face.routes.flatMap(faultsOf))
  if (faults.length > 0) throw new Error(`Routes that are not declared in full:\n${faults.join('\n')}`)

  const app: App = new Hono({ getPath: (request) => withoutPlace(pathOf(request.url)) })
  const limiter = createRateLimiter()
  app.use((_, next) => withPatience(next))
  app.use(async (c, next) => {
    c.set('requestId', newId<'request'>())
    c.set('cacheTags', [])
    c.set('cacheUntil', null)
    c.set('audience', null)
    await next()
  })
  const compressed = compress({ threshold: 1024 })
  app.use((c, next) => (c.req.header('accept-encoding') ? compressed(c, next) : next()))
  for (const face of faces) {
    for (const route of face.routes) {
      app.on(route.method, route.path, async (c) => finished(c, face, route, await answer(c, face, route)))
    }
  }
  const guard = { limiter }
  const answer = async (c: Ask, face: Face, route: Route): Promise<Response> => {
    if (route.isUrgent) beUrgent()
    return namesNul(c) ? face.voice.notFound(c) : guarded(c, face, route, { ...guard, pages })
  }
  for (const { face, path, methods } of pathsOf(faces)) {
    app.all(path, async (c) => {
      const refused = await face.voice.refused(c, 405, [{ path: '', message: 'That is not done here.' }])
      refused.headers.set('Allow', methods.join(', '))
      return finished(c, face, null, refused)
    })
  }
  const [first] = faces
  app.notFound(async (c) => (first ? finished(c, first, null, await first.voice.notFound(c)) : c.body(null, 404)))
  app.onError(async (error, c) => {
    logFault(error, c.get('requestId'), `${c.req.method} ${c.req.path}`)
    const face = faces.find(({ routes }) => routes.some(({ path }) => path === c.req.routePath)) ?? first
    if (!face) return c.body(null, 500)
    const said = await face.voice.fault(c)
    return finished(c, face, null, isOutage(error) ? away(said) : said)
  })
  return app
}

/** The database is away for a moment: nothing is broken, and the same request may be sent again. */
function away(said: Response): Response {
  const headers = new Headers(said.headers)
  headers.set('Retry-After', '2')
  return new Response(said.body, { status: 503, headers })
}

function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const end = url.slice(start).search(/[?#]/)
  return start === -1 ? '/' : end === -1 ? url.slice(start) : url.slice(start, start + end)
}

/** No name of ours holds NUL, and PostgreSQL would not even look for it. */
const namesNul = ({ req }: Ask): boolean => req.url.includes('%00') && pathOf(req.url).includes('%00')

function pathsOf(faces: readonly Face[]): { face: Face; path: string; methods: string[] }[] {
  const found = new Map<string, { face: Face; path: string; methods: string[] }>()
  for (const face of faces) {
    for (const { path, method } of face.routes) {
      const known = found.get(path) ?? { face, path, methods: [] }
      known.methods.push(method, ...(method === 'GET' ? ['HEAD'] : []))
      found.set(path, known)
    }
  }
  return [...found.values()]
}

type Guard = Readonly<{ limiter: ReturnType<typeof createRateLimiter>; pages: PageCache }>

async function guarded(c: Ask, face: Face, route: Route, { limiter, pages }: Guard): Promise<Response> {
  const refuse = (status: Parameters<Face['voice']['refused']>[1], message: string) =>
    face.voice.refused(c, status, [{ path: '', message }])

  const address = callerOf(c)
  if (address !== null && !limiter.take(route.rate, address, performance.now())) {
    c.header('Retry-After', '10')
    return refuse(429, 'That was a lot at once. Please wait a moment.')
  }
  if (route.csrf === 'same-origin' && !isSameOrigin(c.req.raw.headers))
    return refuse(403, 'This form was not sent from our own page. Please go back, reload it and try again.')
  if (route.who === 'staff' || route.who === 'owner') {
    const staff = (await face.authenticate?.(c)) ?? null
    if (!staff) return refuse(401, 'Please sign in.')
    if (route.who === 'owner' && staff.role !== 'owner') return refuse(403, 'Only the owner may do this.')
    c.set('staff', staff)
  }
  c.set('cacheClass', route.cache)
  await meetAudience(c, face, route)
  return withInput(c, face, route, pages)
}

/** A public page that is made for somebody is a private one. */
async function meetAudience(c: Ask, { audience }: Face, { cache }: Route): Promise<void> {
  if (cache === 'immutable' || !audience?.mayBe(c.req.header('cookie'))) return
  c.set('audience', await audience.of(c))
  if (cache === 'public' && c.get('audience') !== null) c.set('cacheClass', 'private')
}

async function withInput(c: Ask, face: Face, route: Route, pages: PageCache): Promise<Response> {
  const query = parse(route.query, route.query ? queryOf(c) : null)
  if (!query.ok) return invalid(c, face, route, { problems: query.problems, raw: null, status: 400 })
  const read = await readBody(c, route)
  if (!read.ok) return face.voice.refused(c, read.status, [{ path: '', message: read.message }])
  const body: Parsed = route.body === 'raw' ? { ok: true, value: read.value } : parse(route.body, read.value)
  if (!body.ok) return invalid(c, face, route, { problems: body.problems, raw: read.value, status: 422 })
  const input = { query: query.value, body: body.value } as Input<never, never>

  if (c.get('cacheClass') !== 'public') return route.handle(c, input)
  const epoch = pages.epoch()
  return kept(c, await route.handle(c, input), pages, epoch)
}

type Bad = { problems: Parameters<Face['voice']['refused']>[2]; raw: unknown; status: 400 | 422 }

function invalid(c: Ask, face: Face, route: Route, { problems, raw, status }: Bad): Response | Promise<Response> {
  if (route.invalid && status === 422) return route.invalid(c, problems, raw)
  return face.voice.refused(c, status, problems)
}

/** The query as an object; a name that comes twice becomes a list. */
function queryOf(c: Ask): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  )
}

/** A public page that says what it was made from is kept for the next caller. */
async function kept(c: Ask, response: Response, pages: PageCache, epoch: number): Promise<Response> {
  const tags = c.get('cacheTags')
  if (tags.length === 0 || response.status !== 200) return response
  const plain = plainOf(response)
  if (!plain && response.headers.has('set-cookie')) return response
  const url = new URL(c.req.url)
  const page = pages.keep(
    url.pathname + url.search,
    {
      body: plain ? plain.bytes : Buffer.from(await response.arrayBuffer()),
      headers: plain?.headers ?? keptHeaders(response.headers),
      tags,
      until: c.get('cacheUntil')?.getTime() ?? Number.POSITIVE_INFINITY,
    },
    epoch,
  )
  return plainAnswer({ bytes: page.body, status: 200, headers: { ...page.headers, ETag: page.etag } })
}

/** Those that belong to the page and not to the answer. */
function keptHeaders(headers: Headers): Record<string, string> {
  const rules = headers.get('speculation-rules')
  const type = headers.get('content-type') ?? 'text/html; charset=UTF-8'
  return { 'Content-Type': type, ...(rules === null ? {} : { 'Speculation-Rules': rules }) }
}

function finished(c: Ask, face: Face, route: Route | null, response: Response): Response {
  const plain = plainOf(response)
  if (plain && route && plain.status < 400) return finishedPage(face, route, plain)
  const headers = response.headers
  // A handler may know better than its face: a mail shown in a frame, a picture shown in a mail.
  for (const [name, value] of Object.entries(securityHeaders)) if (!headers.has(name)) headers.set(name, value)
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', face.policy)
  const cache = route && response.status < 400 ? c.get('cacheClass') : 'private'
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', cacheHeader[cache])
  if (cache === 'public') headers.set('Vary', 'Accept-Encoding')
  if (response.status >= 500) headers.set('X-Request-Id', c.get('requestId'))
  return response
}

function finishedPage(face: Face, { cache }: Route, { bytes, status, headers }: PlainPage): Response {
  return new Response(bytes, {
    status,
    headers: {
      ...securityHeaders,
      'Content-Security-Policy': face.policy,
      'Cache-Control': cacheHeader[cache],
      Vary: 'Accept-Encoding',
      ...headers,
    },
  })
}
