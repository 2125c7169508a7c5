import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

import { ids } from './account.ts'
import { giveTo, type Places } from './places.ts'
import { isAlive } from './processes.ts'

const run = promisify(execFile)

const MAKING = 'postgres.making-'
const PASSWORD = 'postgres-password'

/** Makes the cluster when there is none; a half-made one of a killed process is thrown away. True when it was made. */
export async function makeCluster(places: Places, binaries: string): Promise<boolean> {
  await clearHalfMade(places.home)
  if (existsSync(path.join(places.cluster, 'PG_VERSION'))) return false
  if (existsSync(places.cluster) && (await readdir(places.cluster)).length > 0)
    throw new Error(`${places.cluster} is no PostgreSQL cluster, and it is not empty. Move it away, then start again.`)

  const name = `${MAKING}${process.pid}-${randomBytes(4).toString('hex')}`
  beingMade.add(name)
  const making = path.join(places.home, name)
  await giveTo(places.account, making)
  const passwordFile = await initialPassword(places, making)
  try {
    await run(path.join(binaries, 'bin', 'initdb'), initdbArguments(making, passwordFile), {
      ...ids(places.account),
      cwd: path.parse(making).root,
      env: serverEnvironment(),
    })
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    const detail = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
    throw new Error(`The database could not be made in ${places.home}: ${detail}`, { cause: error })
  }
  // Somebody else may have made one at the same moment; then theirs counts.
  await rename(making, places.cluster).catch(() => rm(making, { recursive: true, force: true }))
  return true
}

function initdbArguments(folder: string, passwordFile: string | null): string[] {
  const cluster = ['--pgdata', folder, '--username', 'postgres', '--data-checksums', '--no-instructions']
  const words = ['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8']
  // On a socket the 0700 folder around it is the lock; over TCP a password is.
  const access = passwordFile ? ['--auth', 'scram-sha-256', '--pwfile', passwordFile] : ['--auth', 'trust']
  return [...cluster, ...words, ...access]
}

async function initialPassword(places: Places, making: string): Promise<string | null> {
  if (places.sockets) return null
  const file = path.join(places.home, PASSWORD)
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (places.account) await chown(making, places.account.uid, places.account.gid)
  return file
}

/** Null where the socket's folder is the lock. */
export async function passwordOf(places: Places): Promise<string | null> {
  return places.sockets ? null : (await readFile(path.join(places.home, PASSWORD), 'utf8')).trim()
}

/** Those of this process that are under way: after a restart in a container our own number may have been another's. */
const beingMade = new Set<string>()

async function clearHalfMade(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(MAKING)) continue
    const pid = Number.parseInt(name.slice(MAKING.length), 10)
    const isUnderWay = pid === process.pid ? beingMade.has(name) : isAlive(pid)
    if (!isUnderWay) await rm(path.join(home, name), { recursive: true, force: true })
  }
}

/** Nothing of our environment but where programs are: no PG* variable, no language changes what the server does. */
export function serverEnvironment(): Record<string, string> {
  const { PATH = '', SystemRoot, TEMP, TMP } = process.env
  const windows = { ...(SystemRoot && { SystemRoot }), ...(TEMP && { TEMP }), ...(TMP && { TMP }) }
  return { PATH, LC_ALL: 'C', TZ: 'UTC', ...windows }
}
