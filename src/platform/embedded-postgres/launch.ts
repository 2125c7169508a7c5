import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'

import { ids } from './account.ts'
import { serverEnvironment } from './cluster.ts'
import type { Places } from './places.ts'
import { argumentsFor } from './settings.ts'

const MAX_LOG_BYTES = 10 * 1024 * 1024

export type Launch = Readonly<{ places: Places; binaries: string; port: number; durability: Record<string, string> }>

/**
 * Starts the server as a session of its own: a Ctrl-C in the terminal is ours to answer, and the server outlives us when
 * we are killed, to be adopted by the next start.
 */
export function launch({ places, binaries, port, durability }: Launch): ChildProcess {
  shorten(places.log)
  const log = openSync(places.log, 'a', 0o600)
  const server = ['-D', places.cluster, ...argumentsFor({ sockets: places.sockets, port }, durability)]
  const [program, args] = process.platform === 'win32' ? windowsLaunch(places, server) : ['postgres', server]
  const child = spawn(path.join(binaries, 'bin', program), args, {
    ...ids(places.account),
    cwd: path.parse(places.cluster).root,
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
    windowsHide: true,
  })
  closeSync(log)
  // Why it did not start stands in its log; who waits for it reads that.
  child.on('error', () => {})
  child.unref()
  return child
}

/** Only pg_ctl can shed the administrator's rights that the server refuses on Windows. */
function windowsLaunch(places: Places, [, , ...settings]: string[]): [string, string[]] {
  const options = settings.map((setting) => (setting === '-c' ? setting : `"${setting}"`)).join(' ')
  return ['pg_ctl', ['start', '-D', places.cluster, '-W', '-o', options]]
}

function shorten(log: string): void {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size > MAX_LOG_BYTES) truncateSync(log, 0)
}

/** The last lines of the server's log, for a message. */
export function lastWords(log: string, lines = 6): string {
  try {
    return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
  } catch {
    return ''
  }
}
