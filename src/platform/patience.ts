import { AsyncLocalStorage } from 'node:async_hooks'

/** So long a request waits for the database in all, however many statements it has (milliseconds). */
const MOST_MS = 8000

/**
 * How long somebody who waits for an answer goes on waiting for the database. Only the time in which a connection is
 * waited for or held counts: a gateway that takes its time uses none of it up.
 */
export class Patience {
  /** May use the connections that are kept back for those who must not be turned away. */
  isUrgent = false
  /** Has had a connection before: what is begun is brought to its end before anything new is begun. */
  hasBegun = false
  #spentMs = 0
  #waits = 0
  #waitingSince = 0

  get leftMs(): number {
    return MOST_MS - this.#spentMs - (this.#waits > 0 ? performance.now() - this.#waitingSince : 0)
  }

  /** From here on the clock runs, until as many have stopped as have started: what is waited for at once counts once. */
  start(): void {
    if (this.#waits === 0) this.#waitingSince = performance.now()
    this.#waits += 1
  }

  stop(): void {
    this.#waits -= 1
    if (this.#waits === 0) this.#spentMs += performance.now() - this.#waitingSince
  }
}

const current = new AsyncLocalStorage<Patience | null>()

/** Of the request that is being answered; null for what works in the background and may take its time. */
export const patienceNow = (): Patience | null => current.getStore() ?? null

/** Somebody waits for what this does: the database gets 8 seconds of it in all. */
export const withPatience = <T>(run: () => T): T => current.run(new Patience(), run)

/** Many wait for what this does, and have waited already. */
export function withSharedPatience<T>(run: () => T): T {
  const patience = new Patience()
  patience.hasBegun = true
  return current.run(patience, run)
}

/** Asked for by a request, but long by nature: it is bounded as work in the background is. */
export const unhurried = <T>(run: () => T): T => current.run(null, run)

/** The request that is being answered must not be turned away for others: health, messages of gateways. */
export function beUrgent(): void {
  const patience = patienceNow()
  if (patience) patience.isUrgent = true
}
