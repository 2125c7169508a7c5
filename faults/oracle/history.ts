import { appendFileSync } from 'node:fs'

import type { Shot } from '../rig/race-gun.ts'

/**
 * How an operation ended for its client. ok: it happened. fail: it was refused, and nothing happened. info: it may or may
 * not have happened; only asking again with the same key tells.
 */
export type Outcome = 'ok' | 'fail' | 'info'

/** One operation of one client, written before it is sent and again when it has ended. */
export type Entry = {
  readonly id: number
  readonly client: string
  /** What was tried: `place`, `pay`, `cancel`, … */
  readonly op: string
  /** What makes it the same click: the form's key. */
  readonly key: string
  /** What the client expects of it: the total it saw, what it buys. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly at: number
  outcome: Outcome | null
  /** Where the shop sent the client then. */
  answer: string
}

type Asked = Pick<Entry, 'client' | 'op' | 'key' | 'facts'>

/** The clients' book. Shares nothing with the shop. */
export class History {
  readonly entries: Entry[] = []
  /** A file that gets every line at once, so that it outlives us. */
  readonly #file: string | undefined = process.env['HISTORY']

  asked(what: Asked): Entry {
    const entry: Entry = { id: this.entries.length, ...what, at: Date.now(), outcome: null, answer: '' }
    this.entries.push(entry)
    this.#write(entry)
    return entry
  }

  answered(entry: Entry, outcome: Outcome, answer = ''): void {
    entry.outcome = outcome
    entry.answer = answer
    this.#write(entry)
  }

  #write(entry: Entry): void {
    if (this.#file) appendFileSync(this.#file, `${JSON.stringify(entry)}\n`)
  }
}

const refusals = new Set([400, 401, 403, 404, 405, 409, 413, 415, 422, 429])

/** An answer in full, below 400, is a promise; a refusal is one too. Everything else promises nothing. */
export function outcomeOf({ status, whole }: Pick<Shot, 'status' | 'whole'>): Outcome {
  if (status === 0 || !whole) return 'info'
  if (status < 400) return 'ok'
  return refusals.has(status) ? 'fail' : 'info'
}
