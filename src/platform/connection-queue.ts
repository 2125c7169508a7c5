import { Unserved } from './db-errors.ts'
import type { Patience } from './patience.ts'

/** After so long one goes on waiting only where one's turn may come in time; looked at again each second (milliseconds). */
const WAIT_MS = 2000
const AGAIN_MS = 1000
/** So many may wait where nothing moves: nobody was let in for so long (milliseconds). */
const STANDING = 50
const STANDS_AFTER_MS = 1000
/** So many may wait, however quickly it goes on. */
const MOST = 1000

type Waiting = Readonly<{ rank: number; letIn: () => void }>

/** In this order they are let in; who is of the same rank, as they came. */
const rankOf = ({ isUrgent, hasBegun }: Patience): number => (isUrgent ? 0 : hasBegun ? 1 : 2)

/**
 * Who may have one of the connections that requests share, and who waits for how long. A queue that moves may be long:
 * a hundred who press the button together are all served, also on a slow machine. Where it does not move fast enough,
 * nobody waits for more than two seconds, and where it stands still, whoever comes late is told at once. Requests that
 * have begun go first: under too much load, some are served whole rather than all by half.
 */
export class ConnectionQueue {
  readonly #reserved: number
  readonly #waiting: Waiting[] = []
  #free: number
  readonly #entered = new Entered()

  /** `reserved`: of the `slots`, those that only urgent requests get. */
  constructor({ slots, reserved }: { slots: number; reserved: number }) {
    this.#free = slots
    this.#reserved = reserved
  }

  /** @throws Unserved when too many wait, or it took too long. Whoever got in must `leave`. */
  async enter(patience: Patience): Promise<void> {
    const rank = rankOf(patience)
    const isFirst = (this.#waiting[0]?.rank ?? Number.POSITIVE_INFINITY) > rank
    if (isFirst && this.#isFreeFor(rank)) this.#take(rank)
    else await this.#wait(patience, rank)
    patience.hasBegun = true
  }

  leave(): void {
    this.#free += 1
    const [next] = this.#waiting
    if (!next || !this.#isFreeFor(next.rank)) return
    this.#waiting.shift()
    this.#take(next.rank)
    next.letIn()
  }

  #isFreeFor(rank: number): boolean {
    return this.#free > (rank === 0 ? 0 : this.#reserved)
  }

  #take(rank: number): void {
    this.#free -= 1
    this.#entered.count(rank)
  }

  #wait(patience: Patience, rank: number): Promise<void> {
    const most = this.#entered.agoMs > STANDS_AFTER_MS ? STANDING : MOST
    if (rank > 0 && this.#waiting.length >= most) return Promise.reject(new Unserved('too many wait for a connection'))
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout
      const waiting = {
        rank,
        letIn: () => {
          clearTimeout(timer)
          resolve()
        },
      }
      const look = (): void => {
        if (this.#comesInTime(waiting, patience.leftMs)) {
          timer = setTimeout(look, AGAIN_MS)
          return
        }
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        reject(new Unserved('no connection became free in time'))
      }
      timer = setTimeout(look, Math.max(0, Math.min(WAIT_MS, patience.leftMs)))
      const after = this.#waiting.findIndex((other) => other.rank > rank)
      this.#waiting.splice(after === -1 ? this.#waiting.length : after, 0, waiting)
    })
  }

  /** Should it go on twice as fast as lately, one's turn comes before one's patience ends. */
  #comesInTime(waiting: Waiting, leftMs: number): boolean {
    const place = this.#waiting.indexOf(waiting) + 1
    return this.#entered.agoMs < WAIT_MS && (place / this.#entered.lately(waiting.rank)) * WAIT_MS < leftMs * 2
  }
}

/** How many of each rank were let in within the last two seconds, about. */
class Entered {
  #lastAt = performance.now()
  #window = 0
  #before = [0, 0, 0]
  #now = [0, 0, 0]

  count(rank: number): void {
    this.#roll()
    this.#lastAt = performance.now()
    this.#now[rank] = (this.#now[rank] ?? 0) + 1
  }

  /** Since the last one. */
  get agoMs(): number {
    return performance.now() - this.#lastAt
  }

  lately(rank: number): number {
    this.#roll()
    const rest = 1 - (performance.now() % WAIT_MS) / WAIT_MS
    return (this.#now[rank] ?? 0) + (this.#before[rank] ?? 0) * rest
  }

  #roll(): void {
    const window = Math.floor(performance.now() / WAIT_MS)
    if (window === this.#window) return
    this.#before = window === this.#window + 1 ? this.#now : [0, 0, 0]
    this.#now = [0, 0, 0]
    this.#window = window
  }
}
