import { lookup as resolve, type LookupAddress } from 'node:dns'
import { request as http, type Agent, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as https } from 'node:https'
import { isIP, type LookupFunction, type Socket } from 'node:net'

import { ok, refuse, type Result } from '#kernel/result'
import { isPublicAddress } from './public-address.ts'

export type OutboundRequest = Readonly<{
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  url: string
  headers?: Readonly<Record<string, string>>
  body?: string
  /** The peer does it once however often it is sent: reading, or a request with a key of its own. */
  repeatable: boolean
}>

export type OutboundAnswer = Readonly<{ status: number; headers: Headers; text: string }>

/** not_sent: the peer has not heard of it. lost: it may have, and only asking again tells. `reason` is for logs. */
export type Unanswered = { code: 'not_sent'; reason: string } | { code: 'lost'; reason: string }

export type Limits = Readonly<{
  connectMs: number
  mostBytes: number
  /** Addresses of our own network are refused, unless the operator named the peer. */
  allowPrivate: boolean
}>

type Exchange = Readonly<{ request: OutboundRequest; limits: Limits; agent: Agent | undefined; timeoutMs: number }>

/** Sends one request and reads the whole answer. Follows no redirect: a 3xx is an answer like any other. */
export function exchange(parts: Exchange): Promise<Result<OutboundAnswer, Unanswered>> {
  const url = URL.canParse(parts.request.url) ? new URL(parts.request.url) : null
  if (!url || !/^https?:$/.test(url.protocol)) return notSent('no web address')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !parts.limits.allowPrivate && !isPublicAddress(host)) return notSent('a private address')
  return new Promise((done) => run(url, parts, done))
}

const notSent = (reason: string): Promise<Result<OutboundAnswer, Unanswered>> =>
  Promise.resolve(refuse({ code: 'not_sent', reason }))

type Done = (answer: Result<OutboundAnswer, Unanswered>) => void

function run(url: URL, { request, limits, agent, timeoutMs }: Exchange, done: Done): void {
  const state = { isConnected: false, isDone: false }
  const open = url.protocol === 'https:' ? https : http
  const asked = open(url, {
    method: request.method,
    agent,
    lookup: guarded(limits.allowPrivate),
    headers: { accept: 'application/json', 'user-agent': 'Stoa', ...request.headers, ...lengthOf(request.body) },
  })
  const end: Done = (answer) => {
    if (state.isDone) return
    state.isDone = true
    clearTimeout(timer)
    done(answer)
    if (!answer.ok) asked.destroy()
  }
  const fail = (reason: string): void => end(refuse({ code: state.isConnected ? 'lost' : 'not_sent', reason }))
  const timer = setTimeout(() => fail('no answer in time'), timeoutMs)
  watchConnecting(asked, limits.connectMs, { connected: () => void (state.isConnected = true), fail })
  asked.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message))
  asked.on('response', (answer) => {
    read(answer, limits.mostBytes).then(
      (text) => end(ok({ status: answer.statusCode ?? 0, headers: headersOf(answer), text })),
      (error: NodeJS.ErrnoException) => fail(error.code ?? error.message),
    )
  })
  asked.end(request.body)
}

const lengthOf = (body: string | undefined): Record<string, string> =>
  body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }

type Connecting = { connected: () => void; fail: (reason: string) => void }

/** Name, connection and TLS together have `connectMs`; a kept connection is there already. */
function watchConnecting(asked: ClientRequest, connectMs: number, { connected, fail }: Connecting): void {
  asked.on('socket', (socket: Socket) => {
    if (asked.reusedSocket) return connected()
    const timer = setTimeout(() => fail('no connection in time'), connectMs)
    const ready = (): void => {
      clearTimeout(timer)
      connected()
    }
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', ready)
    socket.once('close', () => clearTimeout(timer))
  })
}

/** Resolves a name as ever, but to addresses that may be connected to; the check is on the very address that is used. */
const guarded =
  (allowPrivate: boolean): LookupFunction =>
  (name, options, done) => {
    resolve(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, [])
      const allowed = addresses.filter(({ address }) => allowPrivate || isPublicAddress(address))
      const [first] = allowed
      if (!first) return done(new Error('a private address'), [])
      if (options.all) return done(null, allowed)
      return done(null, first.address, first.family)
    })
  }

async function read(answer: IncomingMessage, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer) {
    const bytes: Buffer = chunk
    size += bytes.length
    if (size > mostBytes) throw new Error('the answer is too large')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const headersOf = ({ headers }: IncomingMessage): Headers =>
  new Headers(
    Object.entries(headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    ),
  )
