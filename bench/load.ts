import net from 'node:net'

/** One answer over a raw socket: its status, headers and body, and how long it took (milliseconds). */
export type Heard = { status: number; head: string; body: string; ms: number }

export type Connection = { ask: (request: string) => Promise<Heard>; close: () => void }

/** A keep-alive connection that costs the measuring machine as little as possible. */
export function connect(port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.setNoDelay(true)
    let chunks: Buffer[] = []
    let waiting: { resolve: (heard: Heard) => void; reject: (error: Error) => void; since: number } | null = null

    socket.on('data', (data: Buffer) => {
      chunks.push(data)
      const bytes = chunks.length === 1 ? data : Buffer.concat(chunks)
      const end = endOf(bytes)
      if (end === -1 || !waiting) {
        chunks = [bytes]
        return
      }
      chunks = []
      const { resolve: answer, since } = waiting
      waiting = null
      answer({ ...read(bytes), ms: performance.now() - since })
    })
    const fail = (error: Error): void => {
      waiting?.reject(error)
      waiting = null
      reject(error)
    }
    socket.on('error', fail)
    socket.on('close', () => fail(new Error('the connection was closed')))
    socket.on('connect', () =>
      resolve({
        ask: (request) =>
          new Promise((answer, no) => {
            waiting = { resolve: answer, reject: no, since: performance.now() }
            socket.write(request)
          }),
        close: () => socket.destroy(),
      }),
    )
  })
}

/** Where the answer ends, or -1 while it is not whole. */
function endOf(bytes: Buffer): number {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd === -1) return -1
  const head = bytes.toString('latin1', 0, headEnd).toLowerCase()
  const length = /content-length: (\d+)/.exec(head)?.[1]
  if (length !== undefined) return bytes.length >= headEnd + 4 + Number(length) ? headEnd + 4 + Number(length) : -1
  if (head.includes('transfer-encoding: chunked'))
    return bytes.subarray(-5).toString('latin1') === '0\r\n\r\n' ? bytes.length : -1
  return headEnd + 4
}

function read(bytes: Buffer): Omit<Heard, 'ms'> {
  const headEnd = bytes.indexOf('\r\n\r\n')
  return {
    status: Number(bytes.toString('latin1', 9, 12)),
    head: bytes.toString('latin1', 0, headEnd),
    body: bytes.toString('utf8', headEnd + 4),
  }
}

export const getRequest = (port: number, path: string, headers = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${headers}\r\n`

export function postRequest(port: number, path: string, form: Record<string, string>, cookie: string): string {
  const body = new URLSearchParams(form).toString()
  const cookieLine = cookie ? `Cookie: ${cookie}\r\n` : ''
  return (
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\n${cookieLine}` +
    `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}

/** Runs `work` on `connections` connections for `seconds`; answers how many a second, and the times of each. */
export async function during(
  port: number,
  { connections, seconds }: { connections: number; seconds: number },
  work: (connection: Connection, count: number) => Promise<void>,
): Promise<{ perSecond: number; times: number[] }> {
  const open = await Promise.all(Array.from({ length: connections }, () => connect(port)))
  const times: number[] = []
  const start = performance.now()
  const end = start + seconds * 1000
  let count = 0
  await Promise.all(
    open.map(async (connection) => {
      while (performance.now() < end) {
        const since = performance.now()
        await work(connection, count++)
        times.push(performance.now() - since)
      }
    }),
  )
  const took = (performance.now() - start) / 1000
  for (const connection of open) connection.close()
  return { perSecond: times.length / took, times }
}
