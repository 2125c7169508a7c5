import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, lstat, mkdir, readFile, realpath, rmdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { type Account, accountFor, canReach } from './account.ts'

/** Where one shop's server lives. */
export type Places = Readonly<{
  /** Holds the cluster and, where needed, a copy of the binaries. */
  home: string
  /** What PostgreSQL calls its data directory. */
  cluster: string
  /** The 0700 folder of the socket; null on Windows, which uses TCP. */
  sockets: string | null
  log: string
  account: Account
}>

/** Written into the data folder when the cluster lies elsewhere. */
const POINTER = 'database-folder'
/** Written beside a cluster that lies elsewhere: whose it is. */
const BELONGS = 'belongs-to'

const reachableRoots = ['/var/lib/stoa', '/srv/stoa', '/opt/stoa']

/**
 * Finds or makes the folders of the server for a data folder. Under root the server's account must reach them: when the
 * data folder lies under a private home, the cluster lives under /var/lib/stoa, and the data folder remembers where.
 */
export async function placesFor(dataFolder: string): Promise<Places> {
  await openFolder(dataFolder)
  const data = await realpath(dataFolder)
  const remembered = await readFile(path.join(data, POINTER), 'utf8').then(
    (text) => text.trim(),
    () => null,
  )
  const guess = path.join(remembered ?? data, 'postgres')
  const account = await accountFor(guess)
  const home = remembered ? await claimed(remembered, data) : await homeFor(data, account)
  const cluster = path.join(home, 'postgres')
  return {
    home,
    cluster,
    sockets: process.platform === 'win32' ? null : await socketFolder(home, account),
    log: path.join(home, 'postgres.log'),
    account,
  }
}

/** Whether this data folder has, or points to, a database of ours. */
export const hasCluster = (dataFolder: string): boolean =>
  existsSync(path.join(dataFolder, 'postgres')) || existsSync(path.join(dataFolder, POINTER))

async function homeFor(data: string, account: Account): Promise<string> {
  if (canReach(account, data) || (await passable(data, account))) return data
  const name = createHash('sha256').update(data).digest('hex').slice(0, 16)
  for (const root of reachableRoots) {
    const home = path.join(root, name)
    const made = await openFolder(root)
      .then(() => openFolder(home))
      .then(
        () => true,
        () => false,
      )
    if (!made || !canReach(account, home)) continue
    await claimed(home, data)
    await writeFile(path.join(data, POINTER), `${home}\n`)
    return home
  }
  throw new Error(
    `PostgreSQL does not run as root, and the account "${account?.name}" cannot enter ${data}. ` +
      'Set STOA_DATA to a folder that it can enter, or start Stoa under an ordinary account.',
  )
}

/** The data folder itself may be passed through (not read) by others; the folders above it are not ours to open. */
async function passable(data: string, account: Account): Promise<boolean> {
  const { mode, uid } = await stat(data)
  if (uid !== process.getuid?.()) return false
  await chmod(data, (mode & 0o777) | 0o011)
  return canReach(account, data)
}

/** A folder that others may pass through, whatever the umask; one that is there stays as it is. */
async function openFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true })
  if (made !== undefined && process.platform !== 'win32') await chmod(folder, 0o755)
}

/** One cluster, one data folder: a copied data folder must not quietly share the first one's orders. */
async function claimed(home: string, data: string): Promise<string> {
  if (!existsSync(home))
    throw new Error(`The database of this shop lies in ${home} (named in ${path.join(data, POINTER)}), which is gone.`)
  const mark = path.join(home, BELONGS)
  const owner = await readFile(mark, 'utf8').then(
    (text) => text.trim(),
    () => null,
  )
  if (owner && owner !== data && existsSync(path.join(owner, POINTER)))
    throw new Error(`The database in ${home} belongs to ${owner}. Delete ${path.join(data, POINTER)} for a new one.`)
  if (owner !== data) await writeFile(mark, `${data}\n`)
  return home
}

/** Short, since a socket's path may have 107 characters at most; ours alone, since who reaches it may enter. */
async function socketFolder(home: string, account: Account): Promise<string> {
  const name = createHash('sha256').update(home).digest('hex').slice(0, 12)
  for (const suffix of ['', '-2', '-3']) {
    const folder = `/tmp/stoa-${name}${suffix}`
    if (await isOurs(folder, account)) return folder
  }
  throw new Error(`Someone else owns /tmp/stoa-${name}. Remove it, then start again.`)
}

/** The last server to stop takes the folder away; another start may have counted on it. */
export async function keepSocketFolder({ sockets, account }: Places): Promise<void> {
  if (sockets && !(await isOurs(sockets, account))) throw new Error(`Someone else has taken ${sockets}.`)
}

export async function dropSocketFolder({ sockets }: Places): Promise<void> {
  if (sockets) await rmdir(sockets).catch(() => {})
}

async function isOurs(folder: string, account: Account): Promise<boolean> {
  await mkdir(folder, { mode: 0o700 }).then(
    () => (account ? chown(folder, account.uid, account.gid) : undefined),
    () => {},
  )
  const found = await lstat(folder)
  if (!found.isDirectory()) return false
  const owner = account?.uid ?? process.getuid?.()
  if (found.uid === owner && (found.mode & 0o077) !== 0) await chmod(folder, 0o700)
  return found.uid === owner
}

/** A folder for the server's account alone. */
export async function giveTo(account: Account, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (account) await chown(folder, account.uid, account.gid)
}
