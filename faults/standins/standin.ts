import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { createScript, type Fault } from './script.ts'

/** A request to the stand-in, read whole. */
export type Asked = Readonly<{
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  raw: string
}>

/** `body`: JSON, or HTML when it is text. `after`: what happens once it is answered, a webhook for example. */
export type Reply = Readonly<{ status: number; body: unknown; headers?: Record<string, string> }>

export type Standin = Readonly<{
  name: string
  /** The gateway's own interface, and the hosted pages that buyers see. */
  api: (asked: Asked) => Reply | Promise<Reply>
  /** How this gateway says "no" and "too many"; a script may ask for either. */
  refusal: () => Reply
  busy: () => Reply
  /** Everything it knows: payments, captures, refunds, in minor units. */
  book: () => unknown
  /** What a scripted buyer or bank does: `POST /approve {"ref": …}` on the control port. */
  actions: Readonly<Record<string, (body: Record<string, unknown>) => unknown>>
}>

/**
 * Starts a stand-in as a process of its own: one port that speaks the gateway's protocol, and one where tests read its
 * book, play the buyer and tell it to misbehave. Prints both addresses as one line of JSON.
 */
export async function startStandin(standin: Standin): Promise<void> {
  const script = createScript()
  const served: { method: string; path: string; status: number | null; fault: string | null }[] = []
  const answer = async (asked: Asked, response: ServerResponse): Promise<void> => {
    const fault = asked.path.startsWith('/pay/') ? null : script.next(asked)
    const entry = { method: asked.method, path: asked.path, status: null as number | null, fault: fault?.mode ?? null }
    served.push(entry)
    const reply = await misbehave(standin, { asked, response, fault, script })
    if (reply) entry.status = reply.status
  }
  const api = createServer((request, response) => {
    void read(request)
      .then((asked) => answer(asked, response))
      .catch((error: unknown) => {
        console.error(error)
        response.writeHead(500).end()
      })
  })
  const control = createServer((request, response) => {
    void read(request)
      .then(async (asked) => send(response, { status: 200, body: await controlled(asked) }))
      .catch((error: unknown) => send(response, { status: 400, body: { error: String(error) } }))
  })
  const controlled = async ({ path, raw }: Asked): Promise<unknown> => {
    const body = raw === '' ? {} : (JSON.parse(raw) as Record<string, unknown>)
    if (path === '/book') return standin.book()
    if (path === '/served') return served
    if (path === '/script') return script.set(body as { faults?: Fault[] })
    if (path === '/release') return script.release()
    const action = standin.actions[path.slice(1)]
    if (!action) throw new Error(`no such action: ${path}`)
    return (await action(body)) ?? { ok: true }
  }
  const [url, steering] = [await listen(api), await listen(control)]
  console.log(JSON.stringify({ name: standin.name, url, control: steering }))
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = new URL(request.url ?? '/', 'http://standin')
  const { method = 'GET', headers } = request
  return { method, path: url.pathname, query: url.searchParams, headers, raw: Buffer.concat(chunks).toString('utf8') }
}

const textOf = ({ body }: Reply): string =>
  typeof body === 'string' ? body : body === null ? '' : JSON.stringify(body)

function send(response: ServerResponse, reply: Reply): void {
  const type = typeof reply.body === 'string' ? 'text/html; charset=utf-8' : 'application/json'
  response.writeHead(reply.status, { 'content-type': type, ...reply.headers }).end(textOf(reply))
}

type Misbehavior = {
  asked: Asked
  response: ServerResponse
  fault: Fault | null
  script: ReturnType<typeof createScript>
}

/** Answers as it should, or as the script says. Answers what was done; null when nothing was. */
async function misbehave(standin: Standin, { asked, response, fault, script }: Misbehavior): Promise<Reply | null> {
  const act = (): Promise<Reply> => Promise.resolve(standin.api(asked))
  const say = (reply: Reply): Reply => {
    send(response, reply)
    return reply
  }
  if (!fault) return say(await act())
  const done = fault.done ? await act() : null
  switch (fault.mode) {
    case 'refuse':
      return say(standin.refusal())
    case 'busy':
      return say(standin.busy())
    case 'error':
      return say({ status: 500, body: { error: 'something went wrong' } })
    case 'reset':
      response.socket?.resetAndDestroy()
      return done
    case 'silent':
      await sleep(fault.ms ?? 30_000)
      response.destroy()
      return done
    case 'slow':
      await sleep(fault.ms ?? 1000)
      return say(await act())
    default:
      return spoiled(await act(), { response, fault, script })
  }
}

/** It was done, and the answer does not come as it should. */
async function spoiled(reply: Reply, { response, fault, script }: Omit<Misbehavior, 'asked'>): Promise<Reply> {
  const text = textOf(reply)
  switch (fault?.mode) {
    case 'half':
      response.writeHead(reply.status, { 'content-length': String(Buffer.byteLength(text)) })
      response.write(text.slice(0, text.length / 2), () => response.destroy())
      return reply
    case 'nonsense':
      send(response, { status: 200, body: '<html><body>It works!</body></html>' })
      return reply
    case 'drip':
      response.writeHead(reply.status, { 'content-type': 'application/json' })
      for (const letter of text) {
        if (response.destroyed) break
        response.write(letter)
        await sleep(1000)
      }
      response.end()
      return reply
    case 'late':
      await sleep(fault.ms ?? 12_000)
      break
    case 'hold':
      await script.held()
      break
    default:
  }
  if (!response.destroyed) send(response, reply)
  return reply
}
