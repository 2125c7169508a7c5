import type { ChildProcess } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Client } from 'pg'

import { type Address, knock } from './connect.ts'
import { lastWords, type Launch, launch } from './launch.ts'
import { moveAside, type PidFile, readPidFile } from './pid-file.ts'
import { keepSocketFolder } from './places.ts'
import { isAlive, serverAmong, type Worker, workersIn } from './processes.ts'

export type Attached = Readonly<{ client: Client; pid: number; how: 'started' | 'adopted' }>

type Attempt = Launch & Readonly<{ address: Address; timeoutMs: number }>

/** How long a server that runs but does not answer is waited for before it is stopped (milliseconds). */
const PATIENCE_MS = 20_000

/**
 * Ends with a connection to the one server of this cluster: the one that runs, or a new one. A pid file is never deleted:
 * PostgreSQL clears its own; one that it could not is moved aside once it is proven that nobody works in the cluster.
 * @throws Error with the server's last words when it does not come up in time.
 */
export async function attach(attempt: Attempt): Promise<Attached> {
  const giveUpAt = Date.now() + attempt.timeoutMs
  let child: ChildProcess | null = null
  let silentSince = Date.now()
  while (Date.now() < giveUpAt) {
    const seen = await look(attempt.places.cluster)
    if (seen.state === 'running' || seen.state === 'unknown') {
      const client = await greeted(attempt, seen.file)
      if (client) return { client, pid: seen.pid, how: child?.pid === seen.pid ? 'started' : 'adopted' }
      if (Date.now() - silentSince > PATIENCE_MS) {
        stopProcess(seen.pid, 'SIGINT')
        silentSince = Date.now()
      }
    } else {
      silentSince = Date.now()
      child = await next(attempt, seen, child)
    }
    await sleep(50)
  }
  throw new Error(`The database did not start. It said:\n${lastWords(attempt.places.log)}`)
}

type Seen =
  /** A process that stands in the cluster, or (Windows) one that may. */
  | { state: 'running' | 'unknown'; pid: number; file: Extract<PidFile, { kind: 'named' }> }
  /** The server is gone, or never said its name, and these still work here. */
  | { state: 'orphans'; workers: readonly Worker[]; file: PidFile }
  | { state: 'nobody'; file: PidFile }

async function look(cluster: string): Promise<Seen> {
  const file = await readPidFile(cluster)
  const workers = workersIn(await realpath(cluster))
  if (file.kind === 'named') {
    if (workers?.some(({ pid }) => pid === file.pid)) return { state: 'running', pid: file.pid, file }
    if (workers === null && isAlive(file.pid)) return { state: 'unknown', pid: file.pid, file }
  }
  return workers && workers.length > 0 ? { state: 'orphans', workers, file } : { state: 'nobody', file }
}

/** A connection to the server that the pid file names, when it is really the server of this cluster. */
async function greeted({ address, places }: Attempt, file: { startedAt: number }): Promise<Client | null> {
  const greeting = await knock(address)
  if (greeting.kind !== 'open') return null
  const folder = await realpath(greeting.dataDirectory).catch(() => '')
  const isIt = folder === (await realpath(places.cluster)) && Math.abs(greeting.startedAt - file.startedAt) <= 5
  if (isIt) return greeting.client
  await greeting.client.end()
  return null
}

/** One step towards a running server where none runs: clear what is left of the last one, or start the new one. */
async function next(attempt: Attempt, seen: Seen, child: ChildProcess | null): Promise<ChildProcess | null> {
  if (isOnItsWay(child)) return child
  if (seen.state === 'orphans') {
    await dismiss(seen.workers)
    return null
  }
  const { cluster } = attempt.places
  const stumblesOver = seen.file.kind === 'unreadable' || (seen.file.kind === 'named' && isAlive(seen.file.pid))
  if (stumblesOver) await movedAside(cluster)
  await keepSocketFolder(attempt.places)
  return launch(attempt)
}

/** A server that we started and that has not yet written its name. */
const isOnItsWay = (child: ChildProcess | null): boolean =>
  child?.pid !== undefined && child.exitCode === null && child.signalCode === null

/** Another start writes its pid file in two steps: only what stays unreadable is moved. */
async function movedAside(cluster: string): Promise<void> {
  await sleep(300)
  const again = await look(cluster)
  if (again.state === 'nobody' && again.file.kind !== 'none') await moveAside(cluster).catch(() => {})
}

/** Workers whose server was killed end by themselves; a server without a readable pid file is told to stop. */
async function dismiss(workers: readonly Worker[]): Promise<void> {
  const server = serverAmong(workers)
  const isServer = server && workers.some(({ parent }) => parent === server.pid)
  if (isServer) stopProcess(server.pid, 'SIGINT')
  const until = Date.now() + 5000
  while (Date.now() < until && workers.some(({ pid }) => isAlive(pid))) await sleep(50)
  for (const { pid } of workers) if (isAlive(pid)) stopProcess(pid, isServer ? 'SIGINT' : 'SIGQUIT')
}

/** SIGINT is PostgreSQL's quick but clean stop; SIGQUIT ends a worker at once. */
export function stopProcess(pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended by itself.
  }
}
