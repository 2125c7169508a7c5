import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

import { accountFor, ids } from './account.ts'
import { isAlive } from './processes.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './server.ts'

// Real servers on real disks: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

const folders: string[] = []
const running: EmbeddedPostgres[] = []
const children: ChildProcess[] = []

function aFolder(name = 'data'): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stoa-pg-'))
  chmodSync(folder, 0o755)
  folders.push(folder)
  return path.join(folder, name)
}

const made = path.join(mkdtempSync(path.join(os.tmpdir(), 'stoa-pg-made-')), 'data')
beforeAll(async () => {
  chmodSync(path.dirname(made), 0o755)
  const server = await startEmbeddedPostgres({ dataFolder: made, throwAway: true })
  await server.stop()
})
afterAll(() => rmSync(path.dirname(made), { recursive: true, force: true }))

/** A data folder with a database in it, as after a proper stop: making one takes longer than all else here. */
function aShop(): string {
  const folder = aFolder()
  // With its owners, who are not ours under root.
  execFileSync('cp', ['-a', made, folder])
  return folder
}

async function started(dataFolder: string, options: { throwAway?: boolean; warned?: (what: string) => void } = {}) {
  const server = await startEmbeddedPostgres({ dataFolder, ...options })
  running.push(server)
  return server
}

/** Another process that starts the server of this folder and then does nothing. Answers the server's pid. */
async function otherOwner(dataFolder: string): Promise<{ owner: ChildProcess; server: number }> {
  const module = path.join(import.meta.dirname, 'server.ts')
  const code = `const { startEmbeddedPostgres } = await import(${JSON.stringify(module)})
    const server = await startEmbeddedPostgres({ dataFolder: ${JSON.stringify(dataFolder)} })
    console.log(server.pid())
    setInterval(() => {}, 1000)`
  const owner = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(owner)
  const server = await new Promise<number>((resolve) => owner.stdout.once('data', (data) => resolve(Number(data))))
  return { owner, server }
}

async function killed(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

async function query(server: EmbeddedPostgres, text: string): Promise<unknown[]> {
  const client = new Client(server.url)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** The pid file of a server that has been stopped, as if it had been killed. */
async function leftPidFile(dataFolder: string, change: (text: string) => string): Promise<string> {
  const server = await started(dataFolder)
  const file = path.join(dataFolder, 'postgres/postmaster.pid')
  const text = readFileSync(file, 'utf8')
  await server.stop()
  writeFileSync(file, change(text))
  return file
}

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of running.splice(0)) await server.stop().catch(() => {})
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe('the built-in database', () => {
  test('is made once, keeps what it was given, and stops, also in a path with spaces', async () => {
    const folder = aFolder('my shop/data')
    const first = await started(folder)
    expect(first.how).toBe('made')
    await query(first, 'create table kept as select 1 as one')
    expect(await first.stop()).toBe('stopped')
    expect(isAlive(first.pid())).toBe(false)

    const second = await started(folder)
    expect(second.how).toBe('started')
    expect(await query(second, 'select one from kept')).toEqual([{ one: 1 }])
  })

  test('refuses to run without the durability that orders rely on', async () => {
    const folder = aShop()
    const server = await started(folder, { throwAway: true })
    await expect(startEmbeddedPostgres({ dataFolder: folder })).rejects.toThrow('fsync is off')
    expect(await query(server, 'show data_checksums')).toEqual([{ data_checksums: 'on' }])
    expect(await query(server, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  })

  test('runs twice at the same time in two folders', async () => {
    const [one, two] = await Promise.all([started(aShop()), started(aShop())])
    expect(one.pid()).not.toBe(two.pid())
    expect(one.url).not.toBe(two.url)
  })

  test('started twice at the same moment in one folder is one server, and the last to leave stops it', async () => {
    const folder = aShop()
    const [one, two] = await Promise.all([started(folder), started(folder)])
    expect(one.pid()).toBe(two.pid())
    expect(await one.stop()).toBe('left running')
    expect(await query(two, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await two.stop()).toBe('stopped')
  })
})

describe('after a kill -9', () => {
  test('of the app, the server that was left running is adopted', async () => {
    const folder = aShop()
    const { owner, server: pid } = await otherOwner(folder)
    await killed(owner)
    const server = await started(folder)
    expect([server.how, server.pid()]).toEqual(['adopted', pid])
    expect(await server.stop()).toBe('stopped')
    expect(isAlive(pid)).toBe(false)
  })

  test('of the app, nobody waits for it, also when a busy server has not noticed', async () => {
    const folder = aShop()
    const { owner } = await otherOwner(folder)
    const server = await started(folder)
    const [backend] = await query(
      server,
      `select pid from pg_stat_activity where application_name = 'stoa presence ${owner.pid}'`,
    )
    const { pid } = backend as { pid: number }
    process.kill(pid, 'SIGSTOP')
    await killed(owner)
    const stopped = server.stop()
    // It wakes up some time after it has been asked who is left.
    await sleep(100)
    process.kill(pid, 'SIGCONT')
    expect(await stopped).toBe('stopped')
  })

  test('of the server, it is started again and the app goes on', async () => {
    const warnings: string[] = []
    const server = await started(aShop(), { warned: (what) => warnings.push(what) })
    await query(server, 'create table kept as select 1 as one')
    const pid = server.pid()
    process.kill(pid, 'SIGKILL')
    while (server.pid() === pid) await sleep(20)
    expect(await query(server, 'select one from kept')).toEqual([{ one: 1 }])
    expect(warnings).toEqual(['The database has stopped. Starting it again.', 'The database runs again.'])
  })

  test('of both, nothing that was committed is lost', async () => {
    const folder = aShop()
    const { owner, server: pid } = await otherOwner(folder)
    const sharer = await started(folder)
    await query(sharer, 'create table kept as select 1 as one')
    await sharer.stop()
    await killed(owner)
    process.kill(pid, 'SIGKILL')
    const server = await started(folder)
    expect(server.pid()).not.toBe(pid)
    expect(await query(server, 'select one from kept')).toEqual([{ one: 1 }])
  })
})

describe('a pid file that lies', () => {
  test.each([
    ['empty', ''],
    ['garbage', 'not a pid\n'],
  ])('%s: is moved aside, never deleted', async (_, text) => {
    const folder = aShop()
    await leftPidFile(folder, () => text)
    expect((await started(folder)).how).toBe('started')
    const aside = readdirSync(path.join(folder, 'postgres')).find((name) => name.startsWith('postmaster.pid.stale-'))
    expect(readFileSync(path.join(folder, 'postgres', aside ?? ''), 'utf8')).toBe(text)
  })

  test('naming an innocent process leaves that process alone', async () => {
    const folder = aShop()
    const account = await accountFor(path.join(folder, 'postgres'))
    const innocent = spawn('sleep', ['60'], { ...ids(account), cwd: '/', stdio: 'ignore' })
    children.push(innocent)
    await leftPidFile(folder, (text) => text.replace(/^\d+/, String(innocent.pid)))
    expect((await started(folder)).how).toBe('started')
    expect(isAlive(innocent.pid ?? 0)).toBe(true)
  })

  test('unreadable while the server runs: that server is stopped properly, then started anew', async () => {
    const folder = aShop()
    const { owner, server: pid } = await otherOwner(folder)
    await killed(owner)
    writeFileSync(path.join(folder, 'postgres/postmaster.pid'), 'not a pid\n')
    const server = await started(folder)
    expect(server.pid()).not.toBe(pid)
    expect(isAlive(pid)).toBe(false)
  })
})

describe.runIf(process.getuid?.() === 0)('under root', () => {
  test('a data folder in a private home keeps its database where the server may go', async () => {
    const folder = aFolder('home/shop/data')
    const home = path.resolve(folder, '../..')
    mkdirSync(home, { mode: 0o700 })
    const first = await started(folder)
    const elsewhere = readFileSync(path.join(folder, 'database-folder'), 'utf8').trim()
    folders.push(elsewhere)
    await query(first, 'create table kept as select 1 as one')
    await first.stop()

    const second = await started(folder)
    expect(second.how).toBe('started')
    expect(await query(second, 'select one from kept')).toEqual([{ one: 1 }])
    expect(existsSync(path.join(folder, 'postgres'))).toBe(false)
    await second.stop()

    rmSync(elsewhere, { recursive: true })
    await expect(started(folder)).rejects.toThrow('which is gone')
  })
})
