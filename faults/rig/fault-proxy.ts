import net from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** What one direction does to what passes. */
export type Toxic = Readonly<{
  /** Milliseconds each piece is kept, give or take `jitter`. */
  latency?: number
  jitter?: number
  /** Takes everything, passes nothing on, never hangs up: a half-open line. */
  blackhole?: boolean
  /** Hangs up after so many bytes, in the middle of an answer. */
  limitBytes?: number
  /** Resets both ends once so many bytes have passed. */
  resetAfter?: number
  /** Pieces of so many bytes, `sliceMs` apart. */
  slice?: number
  sliceMs?: number
}>

/** up: towards the server. down: back to the client. refuse: new connections are reset. */
export type Toxics = Readonly<{ up?: Toxic; down?: Toxic; refuse?: boolean }>

export type FaultProxy = Readonly<{
  port: number
  /** How it behaves from now on; nothing said is a clean line. */
  set: (toxics: Toxics) => void
  /** Resets every connection that stands. */
  killAll: () => void
  /** Of PostgreSQL: the next commits are done, but nobody hears of it. Answers how many were lost so far. */
  loseCommits: (count: number) => void
  lost: () => number
  close: () => Promise<void>
}>

type Upstream = net.TcpNetConnectOpts | net.IpcNetConnectOpts
type Line = { toxics: Toxics; pairs: Set<net.Socket>; isPostgres: boolean; toLose: number; lost: number }

/** A line between a client and a server that can be made as bad as one likes. */
export async function openFaultProxy(
  upstream: Upstream,
  { isPostgres = false }: { isPostgres?: boolean } = {},
): Promise<FaultProxy> {
  const line: Line = { toxics: {}, pairs: new Set(), isPostgres, toLose: 0, lost: 0 }
  const server = net.createServer({ allowHalfOpen: true }, (client) => {
    if (line.toxics.refuse) return void client.resetAndDestroy()
    const far = net.connect({ ...upstream, allowHalfOpen: true } as Upstream)
    line.pairs.add(client).add(far)
    pipe(line, 'up', client, far)
    pipe(line, 'down', far, client)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const killAll = (): void => line.pairs.forEach(reset)
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    set: (toxics) => {
      line.toxics = toxics
    },
    killAll,
    loseCommits: (count) => {
      line.toLose = count
    },
    lost: () => line.lost,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        killAll()
      }),
  }
}

/** A socket of this machine's own kind cannot be reset, only closed. */
function reset(socket: net.Socket): void {
  if (socket.remoteAddress) socket.resetAndDestroy()
  else socket.destroy()
}

function pipe(line: Line, way: 'up' | 'down', from: net.Socket, to: net.Socket): void {
  const state = { passed: 0, rest: Buffer.alloc(0) }
  let chain = Promise.resolve()
  from.on('data', (data: Buffer) => {
    from.pause()
    chain = chain.then(() => pass(line, way, { from, to, data, state })).finally(() => void from.resume())
  })
  from.on('end', () => void chain.then(() => line.toxics[way]?.blackhole || to.end()))
  from.on('error', () => to.destroy())
  from.on('close', () => {
    line.pairs.delete(from)
    if (!line.toxics[way]?.blackhole) void chain.then(() => to.destroy())
  })
}

type Piece = Readonly<{ from: net.Socket; to: net.Socket; data: Buffer; state: { passed: number; rest: Buffer } }>

async function pass(line: Line, way: 'up' | 'down', piece: Piece): Promise<void> {
  const { data, state } = piece
  const toxic = line.toxics[way] ?? {}
  const isCommit = way === 'down' && line.isPostgres && hasCommit(state, data)
  if (toxic.blackhole) return
  if (toxic.latency) await wait(Math.max(0, toxic.latency + (Math.random() * 2 - 1) * (toxic.jitter ?? 0)))
  if (isCommit && line.toLose > 0) {
    line.toLose -= 1
    line.lost += 1
    resetBoth(piece)
  } else if (!cutShort(toxic, piece)) {
    state.passed += data.length
    await send(toxic, piece)
  }
}

function resetBoth({ from, to }: Piece): void {
  reset(from)
  reset(to)
}

/** In the middle of an answer, by a hang-up or by a reset. */
function cutShort({ limitBytes, resetAfter }: Toxic, piece: Piece): boolean {
  const { from, to, data, state } = piece
  if (limitBytes !== undefined && state.passed + data.length > limitBytes) {
    to.end(data.subarray(0, Math.max(0, limitBytes - state.passed)))
    from.destroy()
    return true
  }
  const isOver = resetAfter !== undefined && state.passed >= resetAfter
  if (isOver) resetBoth(piece)
  return isOver
}

async function send({ slice, sliceMs = 0 }: Toxic, { to, data }: Piece): Promise<void> {
  if (!slice) return void (to.writable && to.write(data))
  for (let at = 0; at < data.length; at += slice) {
    if (to.writable) to.write(data.subarray(at, at + slice))
    await wait(sliceMs)
  }
}

const COMPLETE = 'C'.codePointAt(0)

/** Whether PostgreSQL says here that a transaction is committed. Messages: a letter, a length that counts itself, a text. */
function hasCommit(state: { rest: Buffer }, data: Buffer): boolean {
  let bytes = Buffer.concat([state.rest, data])
  let found = false
  while (bytes.length >= 5) {
    const length = bytes.readUInt32BE(1) + 1
    if (bytes.length < length) break
    if (bytes[0] === COMPLETE && bytes.subarray(5, length - 1).toString('latin1') === 'COMMIT') found = true
    bytes = bytes.subarray(length)
  }
  state.rest = bytes
  return found
}
