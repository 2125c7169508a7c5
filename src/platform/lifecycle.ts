import { isOutage } from './db-errors.ts'
import type { Log } from './log.ts'

export type Lifecycle = Readonly<{
  /** What to do at the end; the last one added is done first. */
  onStop: (name: string, stop: () => Promise<unknown> | unknown) => void
  isStopping: () => boolean
  /** What to renew when the database went away under somebody who did not expect it. */
  onOutage: (renew: () => void) => void
  outage: () => void
  /** Does all that was added, once; a failure is logged and does not keep the rest from being done. */
  stop: () => Promise<void>
}>

export function createLifecycle(log: Log): Lifecycle {
  const stops: { name: string; stop: () => Promise<unknown> | unknown }[] = []
  const renewals: (() => void)[] = []
  let stopping: Promise<void> | null = null

  const stopAll = async (): Promise<void> => {
    for (let last = stops.pop(); last; last = stops.pop()) {
      try {
        await last.stop()
      } catch (error) {
        log.error(`Stopping ${last.name} failed.`, error)
      }
    }
  }
  return {
    onStop: (name, stop) => void stops.push({ name, stop }),
    onOutage: (renew) => void renewals.push(renew),
    outage: () => renewals.forEach((renew) => renew()),
    isStopping: () => stopping !== null,
    stop: () => (stopping ??= stopAll()),
  }
}

/**
 * Ends the process properly: on SIGTERM, SIGINT and SIGHUP with 0, on a fault that nobody caught with 1. A second signal
 * changes nothing: cutting the end short is what ruins things. A terminal that is closed ends nothing.
 */
export function endOnSignals(life: Lifecycle, log: Log, ending: () => void): void {
  const end = (code: number): void => {
    if (life.isStopping()) return
    ending()
    void life.stop().finally(() => process.exit(code))
  }
  // Who read along has gone; saying so would only be the next thing that nobody hears.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(0))
  process.on('uncaughtException', (error, origin) => {
    // The job runner leaves promises behind when its database goes away; nothing of ours is in doubt then.
    if (origin === 'unhandledRejection' && isOutage(error)) {
      log.warn(`The database went away: ${error.message}`)
      if (!life.isStopping()) life.outage()
      return
    }
    log.error('A fault that nobody caught. Stopping.', error)
    end(1)
  })
}
