import net from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** What came back over one socket; status 0 when nothing did. */
export type Shot = { status: number; head: string; body: string; ms: number }

/**
 * Sends requests so that they arrive together: each socket is opened and gets all of its request but the last byte; then
 * the last bytes go out in one tick.
 */
export async function fire(port: number, requests: readonly string[], timeoutMs = 20_000): Promise<Shot[]> {
  const sockets = await Promise.all(requests.map(() => open(port)))
  const shots = sockets.map((socket) => heard(socket, timeoutMs))
  const bodies = requests.map((request) => Buffer.from(request))
  for (const [index, socket] of sockets.entries()) socket.write(bodies[index]?.subarray(0, -1) ?? '')
  await wait(100)
  for (const [index, socket] of sockets.entries()) socket.write(bodies[index]?.subarray(-1) ?? '')
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
      const text = Buffer.concat(chunks).toString('utf8')
      const split = text.indexOf('\r\n\r\n')
      resolve({
        status: Number(text.slice(9, 12)) || 0,
        head: text.slice(0, Math.max(0, split)),
        body: split === -1 ? '' : text.slice(split + 4),
        ms: performance.now() - since,
      })
    }
    const timer = setTimeout(done, timeoutMs)
    socket.on('data', (data: Buffer) => chunks.push(data))
    socket.on('end', done)
    socket.on('error', done)
  })
}

/** A browser's POST as text, asking the server to close the connection afterwards. */
export function post(port: number, path: string, form: Record<string, string>, cookie = ''): string {
  const body = new URLSearchParams(form).toString()
  return [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Origin: http://127.0.0.1:${port}`,
    'Connection: close',
    ...(cookie ? [`Cookie: ${cookie}`] : []),
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

/** Where an answer sends the browser, as a path. */
export const locationOf = ({ head }: Pick<Shot, 'head'>): string => /^location: (.*)$/im.exec(head)?.[1]?.trim() ?? ''
