import { readFile, rename } from 'node:fs/promises'
import path from 'node:path'

/** What `postmaster.pid` says: the process, when it started (seconds since 1970), and how far it is. */
export type PidFile =
  | { kind: 'none' }
  | { kind: 'unreadable' }
  | { kind: 'named'; pid: number; startedAt: number; socketFolder: string; port: number; state: string }

const fileOf = (cluster: string): string => path.join(cluster, 'postmaster.pid')

export async function readPidFile(cluster: string): Promise<PidFile> {
  const text = await readFile(fileOf(cluster), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return { kind: 'none' }
  const [pid = '', , startedAt = '', port = '', socketFolder = '', , , state = ''] = text.split('\n')
  if (!/^\d+$/.test(pid) || Number(pid) < 2) return { kind: 'unreadable' }
  return {
    kind: 'named',
    pid: Number(pid),
    startedAt: Number(startedAt),
    port: Number(port),
    socketFolder: socketFolder.trim(),
    state: state.trim(),
  }
}

/**
 * Takes a pid file out of the way that PostgreSQL itself would stumble over. Only for when it is proven that nobody
 * works in the cluster. It is kept under another name.
 */
export async function moveAside(cluster: string): Promise<void> {
  await rename(fileOf(cluster), path.join(cluster, `postmaster.pid.stale-${Date.now()}`))
}
