import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setImmediate as soon, setTimeout as sleep } from 'node:timers/promises'

import { getRequestListener } from '@hono/node-server'

import type { App } from './app.ts'
import { cacheHeader, securityHeaders } from './headers.ts'
import type { Hosts } from './origin.ts'
import { type KeptPage, type PageCache, zippedOf } from './page-cache.ts'

type HttpParts = Readonly<{
  app: App
  pages: PageCache
  /** The policy that goes with kept pages: the storefront's. */
  policy: string
  hosts: Hosts
  /** Whether a caller with these cookies may need a page of their own: then no kept one is sent. */
  mayBePersonal?: (cookies: string | undefined) => boolean
  host: string
  port: number
  /** False while the process is draining: no new work is taken. */
  isReady: () => boolean
}>

export type Http = Readonly<{ port: number; close: (graceMs: number) => Promise<void> }>

/** Listens. Slow or silent clients are cut; a kept page is answered before anything else is looked at. */
export async function startHttp(parts: HttpParts): Promise<Http> {
  const listener = getRequestListener(parts.app.fetch)
  const keptHeaders = {
    ...securityHeaders,
    'Content-Security-Policy': parts.policy,
    'Cache-Control': cacheHeader.public,
    Vary: 'Accept-Encoding',
  }

  const server = createServer(
    {
      connectionsCheckingInterval: 1000,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 5000,
      maxHeaderSize: 32 * 1024,
    },
    (request, response) => {
      if (!parts.isReady()) return turnAway(request, response, 503)
      if (!parts.hosts.accepts(request.headers.host)) return turnAway(request, response, 421)
      if (request.method !== 'GET' && request.method !== 'HEAD') return void listener(request, response)
      const isForAll = parts.mayBePersonal?.(request.headers.cookie) !== true
      const page = isForAll ? parts.pages.find(request.url ?? '/', Date.now()) : undefined
      return page ? sendKept({ request, response, page, headers: keptHeaders }) : void listener(request, response)
    },
  )
  server.maxConnections = 5000
  await listen(server, parts.host, parts.port)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : parts.port
  return { port, close: (graceMs) => close(server, graceMs) }
}

/** Answers when the request has been read whole: who is cut off while sending may never see the answer. */
function turnAway(request: IncomingMessage, response: ServerResponse, status: 421 | 503): void {
  const text =
    status === 503 ? 'We are restarting. Please try again in a moment.\n' : 'This shop does not answer to that name.\n'
  response.writeHead(status, {
    ...securityHeaders,
    'Content-Security-Policy': "default-src 'none'",
    'Content-Type': 'text/plain; charset=UTF-8',
    'Content-Length': Buffer.byteLength(text),
    'Retry-After': '5',
    Connection: 'close',
  })
  request.once('end', () => response.end(text))
  request.resume()
}

type Sending = Readonly<{
  request: IncomingMessage
  response: ServerResponse
  page: KeptPage
  headers: Record<string, string>
}>

function sendKept({ request, response, page, headers }: Sending): void {
  const known = request.headers['if-none-match']
  if (known === page.etag) {
    response.writeHead(304, { ...headers, ETag: page.etag })
    response.end()
    return
  }
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
    send(request, response, page.body, { ...headers, ...page.headers, ETag: page.etag })
    return
  }
  const zippedHeaders = { ...headers, ...page.headers, ETag: page.etag, 'Content-Encoding': 'gzip' }
  if (page.zipped) return send(request, response, page.zipped, zippedHeaders)
  zippedOf(page).then(
    (zipped) => send(request, response, zipped, zippedHeaders),
    () => send(request, response, page.body, { ...headers, ...page.headers, ETag: page.etag }),
  )
}

function send(request: IncomingMessage, response: ServerResponse, body: Buffer, headers: Record<string, string>): void {
  response.writeHead(200, { ...headers, 'Content-Length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** Nobody has knocked for so long (ms): then the door is closed. A closed door cuts off who stands before it. */
const LULL_MS = 150
/** However many knock, it is closed after this. */
const LONGEST_MS = 1500

/** Who comes while we close is let in and told so, until nobody comes any more. */
async function lull(server: Server): Promise<void> {
  const since = performance.now()
  const seen = { at: since }
  const note = (): void => {
    seen.at = performance.now()
  }
  server.on('connection', note).on('request', note)
  while (performance.now() - seen.at < LULL_MS && performance.now() - since < LONGEST_MS) {
    await sleep(LULL_MS / 3)
    // However busy we are, what lies before the door is let in by one turn and read by the next.
    for (let turn = 0; turn < 3; turn += 1) await soon()
  }
}

/** Takes no new connections, lets what runs finish, and cuts what is left after the grace. */
async function close(server: Server, graceMs: number): Promise<void> {
  await lull(server)
  await new Promise<void>((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
