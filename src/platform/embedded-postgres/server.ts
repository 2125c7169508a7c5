import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { type Attached, attach, stopProcess } from './attach.ts'
import { readyBinaries } from './binaries.ts'
import { makeCluster, passwordOf } from './cluster.ts'
import { type Address, assertDurable, bePresent, ensureDatabase, leave, type Role, urlOf } from './connect.ts'
import { dropSocketFolder, type Places, placesFor } from './places.ts'
import { readPidFile } from './pid-file.ts'
import { isAlive } from './processes.ts'
import { durable, relaxed } from './settings.ts'

export type EmbeddedPostgres = Readonly<{
  /** Of the shop's own database. */
  url: string
  urlOf: (role: Role, database: string) => string
  /** What the start found: a new cluster, a stopped one, or a server that was left running. */
  how: 'made' | 'started' | 'adopted'
  pid: () => number
  /** Stops the server cleanly, unless another process of this shop still uses it. */
  stop: () => Promise<'stopped' | 'left running'>
}>

type Options = Readonly<{
  dataFolder: string
  /** Tells each step in words, for who waits. */
  told?: (step: string) => void
  /** Something went wrong later and was put right: the server died and was started again. */
  warned?: (what: string) => void
  /** For tests only: quicker, and a power cut may ruin it. */
  throwAway?: boolean
}>

const START_TIMEOUT_MS = 90_000
const STOP_TIMEOUT_MS = 60_000

/**
 * The real PostgreSQL that npm brought, for one data folder. Starts it, or adopts the one that a killed process left
 * behind; several processes of one shop share it, and the last one to leave stops it. When it dies, it is started again.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const { dataFolder, told = () => {}, warned = () => {}, throwAway = false } = options
  const places = await placesFor(path.resolve(dataFolder))
  const binaries = await readyBinaries(places.account, places.home)
  const made = await makeCluster(places, binaries).then((isNew) => {
    if (isNew) told('made a new database')
    return isNew
  })
  const address: Address = { sockets: places.sockets, port: await portFor(places), password: await passwordOf(places) }
  const durability = throwAway ? relaxed : durable
  const attempt = { places, binaries, port: address.port, durability, address, timeoutMs: START_TIMEOUT_MS }

  const enter = async (): Promise<Attached> => {
    const attached = await attach(attempt)
    await bePresent(attached.client)
    if (!throwAway) await assertDurable(attached.client)
    await ensureDatabase(attached.client, address.password)
    return attached
  }
  const first = await entered(enter)
  const watch = supervise(first, enter, warned)
  return {
    url: urlOf(address, 'stoa', 'stoa'),
    urlOf: (role, database) => urlOf(address, role, database),
    how: made ? 'made' : first.how,
    pid: () => watch.now().pid,
    stop: async () => {
      const last = await watch.end()
      const isLast = await leave(last.client).catch(() => false)
      if (isLast) await stopServer(places, binaries, last.pid)
      await last.client.end().catch(() => {})
      return isLast ? 'stopped' : 'left running'
    },
  }
}

/** The server may be stopping under our hands, since its last user has just left: then once more. */
async function entered(enter: () => Promise<Attached>): Promise<Attached> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await enter()
    } catch (error) {
      const isGone = (error as { code?: string }).code?.startsWith('57P') || /terminated/.test(String(error))
      if (!isGone || attempt === 5) throw error
      await sleep(200)
    }
  }
}

type Watch = { now: () => Attached; end: () => Promise<Attached> }

/** Our open connection ends when the server does: that is how we hear of its death. */
function supervise(first: Attached, enter: () => Promise<Attached>, warned: (what: string) => void): Watch {
  const state = { current: first, isEnding: false }
  let recovery: Promise<void> = Promise.resolve()
  const listen = (): void => {
    state.current.client.once('end', () => {
      if (!state.isEnding) recovery = recover()
    })
  }
  const recover = async (): Promise<void> => {
    warned('The database has stopped. Starting it again.')
    while (!state.isEnding) {
      try {
        state.current = await entered(enter)
        listen()
        warned('The database runs again.')
        return
      } catch (error) {
        warned(`The database could not be started again: ${String(error)}`)
        await sleep(1000)
      }
    }
  }
  listen()
  return {
    now: () => state.current,
    end: async () => {
      state.isEnding = true
      await recovery
      return state.current
    },
  }
}

async function stopServer(places: Places, binaries: string, pid: number): Promise<void> {
  if (process.platform === 'win32')
    spawnSync(path.join(binaries, 'bin', 'pg_ctl'), ['stop', '-D', places.cluster, '-m', 'fast'], { stdio: 'ignore' })
  else stopProcess(pid, 'SIGINT')
  const until = Date.now() + STOP_TIMEOUT_MS
  while (isAlive(pid) && Date.now() < until) await sleep(20)
  await dropSocketFolder(places)
}

/** Only names the socket's file; on Windows it must be free, unless our server is already there. */
async function portFor(places: Places): Promise<number> {
  if (places.sockets) return 5432
  const file = await readPidFile(places.cluster)
  if (file.kind === 'named' && isAlive(file.pid)) return file.port
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
