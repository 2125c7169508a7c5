import net from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** One request as the bytes of a browser, and the process that gets it. */
export type Aimed = Readonly<{ port: number; text: string }>

/** What came back over one socket. status 0: nothing did. whole: all that the answer's length promised. */
export type Shot = Readonly<{ status: number; head: string; body: string; whole: boolean; ms: number }>

/** How far apart (ms) the last bytes of the last volley left: the window in which its requests raced. */
let lastSpread = 0
export const spreadOfLastVolley = (): number => lastSpread

/** So long the server has for reading what came before the last byte. */
const SETTLE_MS = 40

/**
 * Sends requests so that they arrive together: each socket is opened and gets all of its request but the last byte; then
 * the last bytes go out in one tick.
 */
export async function fire(requests: readonly Aimed[], timeoutMs = 30_000): Promise<Shot[]> {
  const sockets = await Promise.all(requests.map(({ port }) => open(port)))
  const shots = sockets.map((socket) => heard(socket, timeoutMs))
  const bytes = requests.map(({ text }) => Buffer.from(text))
  for (const [index, socket] of sockets.entries()) socket.write(bytes[index]?.subarray(0, -1) ?? '')
  await wait(SETTLE_MS)
  const since = performance.now()
  lastSpread = 0
  const sent = (): void => {
    lastSpread = Math.max(lastSpread, performance.now() - since)
  }
  for (const [index, socket] of sockets.entries()) socket.write(bytes[index]?.subarray(-1) ?? '', sent)
  return Promise.all(shots)
}

function open(port: number): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.off('error', reject)
      resolve(socket)
    })
    socket.setNoDelay(true)
    socket.once('error', reject)
  })
}

function heard(socket: net.Socket, timeoutMs: number): Promise<Shot> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const since = performance.now()
    const done = (): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ ...read(Buffer.concat(chunks)), ms: performance.now() - since - SETTLE_MS })
    }
    const timer = setTimeout(done, timeoutMs)
    socket.on('data', (data: Buffer) => chunks.push(data))
    socket.on('end', done)
    socket.on('error', done)
  })
}

function read(bytes: Buffer): Omit<Shot, 'ms'> {
  const split = bytes.indexOf('\r\n\r\n')
  if (split === -1) return { status: 0, head: '', body: '', whole: false }
  const head = bytes.subarray(0, split).toString('latin1')
  const body = bytes.subarray(split + 4)
  const promised = /^content-length: (\d+)$/im.exec(head)?.[1]
  const ended = /^transfer-encoding: chunked$/im.test(head) ? body.toString('latin1').endsWith('0\r\n\r\n') : true
  const whole = promised === undefined ? ended : body.length >= Number(promised)
  return { status: Number(head.slice(9, 12)) || 0, head, body: body.toString('utf8'), whole }
}

type Sent = Readonly<{ method?: string; path: string; cookie?: string; type: string; body: string }>

/** A request as text, asking the server to close the connection afterwards. */
export function requestText(port: number, { method = 'POST', path, cookie = '', type, body }: Sent): string {
  return [
    `${method} ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Origin: http://127.0.0.1:${port}`,
    'Connection: close',
    ...(cookie ? [`Cookie: ${cookie}`] : []),
    ...(body || method !== 'GET' ? [`Content-Type: ${type}`, `Content-Length: ${Buffer.byteLength(body)}`] : []),
    '',
    body,
  ].join('\r\n')
}

/** A browser's form. */
export const post = (port: number, path: string, form: Record<string, string>, cookie = ''): Aimed => ({
  port,
  text: requestText(port, {
    path,
    cookie,
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(form).toString(),
  }),
})

/** A page that is looked at. */
export const get = (port: number, path: string, cookie = ''): Aimed => ({
  port,
  text: requestText(port, { method: 'GET', path, cookie, type: '', body: '' }),
})

/** Where an answer sends the browser, as a path. */
export const locationOf = ({ head }: Pick<Shot, 'head'>): string => /^location: (.*)$/im.exec(head)?.[1]?.trim() ?? ''
