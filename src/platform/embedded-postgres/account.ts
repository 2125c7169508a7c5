import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'

/** Under whom the server runs. Null: under ourselves. PostgreSQL refuses to run as root, so root lends it another. */
export type Account = Readonly<{ uid: number; gid: number; name: string }> | null

const isRoot = (): boolean => process.getuid?.() === 0

/**
 * The owner of a cluster that is already there, else the account `postgres`, else `nobody`.
 * @throws Error when we are root and there is none of them.
 */
export async function accountFor(clusterFolder: string): Promise<Account> {
  if (!isRoot()) return null
  const owner = await stat(clusterFolder).then(
    ({ uid }) => uid,
    () => 0,
  )
  const accounts = readAccounts()
  const found =
    (owner > 0 ? accounts.find(({ uid }) => uid === owner) : undefined) ??
    accounts.find(({ name }) => name === 'postgres') ??
    accounts.find(({ name }) => name === 'nobody')
  if (!found)
    throw new Error(
      'PostgreSQL does not run as root, and this machine has no account "postgres" or "nobody" to lend it.',
    )
  return found
}

function readAccounts(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid }) => name !== '' && uid > 0)
}

/** Whether the account may enter a folder: asked by trying, since rights have more sources than the mode bits. */
export function canReach(account: Account, folder: string): boolean {
  if (!account) return true
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...ids(account),
    cwd: '/',
    stdio: 'ignore',
  })
  return tried.status === 0
}

/** What `spawn` wants to know to run something under the account. */
export const ids = (account: Account): { uid?: number; gid?: number } =>
  account ? { uid: account.uid, gid: account.gid } : {}
