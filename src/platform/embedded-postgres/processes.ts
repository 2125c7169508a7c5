import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export type Worker = Readonly<{ pid: number; parent: number }>

/**
 * The processes whose current directory is this folder. PostgreSQL's server and its workers all stand in their data
 * directory: this tells them from an innocent process that has inherited a number.
 * Null where the system cannot say (Windows).
 */
export function workersIn(folder: string): Worker[] | null {
  if (process.platform === 'linux') return onLinux(folder)
  if (process.platform === 'darwin') return onMac(folder)
  return null
}

function onLinux(folder: string): Worker[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && folderOf(name) === folder)
    .map((name) => ({ pid: Number(name), parent: parentOf(name) }))
    .filter(({ parent }) => parent >= 0)
}

function folderOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

/** -1 for one that has ended meanwhile, or is a zombie. */
function parentOf(pid: string): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? -1 : Number(parent)
  } catch {
    return -1
  }
}

function onMac(folder: string): Worker[] {
  const { stdout } = spawnSync('lsof', ['-a', '-d', 'cwd', '-c', 'postgres', '-FpRn'], { encoding: 'utf8' })
  const workers: Worker[] = []
  let [pid, parent] = [0, 0]
  for (const line of (stdout ?? '').split('\n')) {
    if (line.startsWith('p')) pid = Number(line.slice(1))
    if (line.startsWith('R')) parent = Number(line.slice(1))
    if (line === `n${folder}`) workers.push({ pid, parent })
  }
  return workers
}

/** The one that started the others. */
export const serverAmong = (workers: readonly Worker[]): Worker | undefined =>
  workers.find(({ parent }) => !workers.some(({ pid }) => pid === parent))

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
