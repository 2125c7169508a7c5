/**
 * How a stand-in misbehaves. Nothing was done: `refuse`, `busy` (429), `error` (500), `reset`, `silent`; with `done` it was
 * done all the same. Done, but the answer is spoiled: `half`, `nonsense`, `drip` (1 B/s), `late` (after our time-out), `hold`
 * (until `POST /release`). `slow` only takes its time.
 */
export type Fault = {
  mode: 'refuse' | 'busy' | 'error' | 'reset' | 'silent' | 'slow' | 'half' | 'nonsense' | 'drip' | 'late' | 'hold'
  /** Only for requests like this: a method, a part of the path. */
  method?: string
  path?: string
  /** So many times; without it until the script is set anew. */
  times?: number
  /** Let so many through first. */
  after?: number
  ms?: number
  done?: boolean
}

export function createScript() {
  const state: { faults: Fault[]; waiting: (() => void)[] } = { faults: [], waiting: [] }
  const fits = (fault: Fault, asked: { method: string; path: string }): boolean =>
    (fault.method === undefined || fault.method === asked.method) &&
    (fault.path === undefined || asked.path.includes(fault.path))
  return {
    set: ({ faults = [] }: { faults?: Fault[] }) => {
      state.faults = faults.map((fault) => ({ ...fault }))
      return { faults: state.faults.length }
    },
    /** The fault for this request, or null. */
    next: (asked: { method: string; path: string }): Fault | null => {
      const fault = state.faults.find((one) => one.times !== 0 && fits(one, asked))
      if (!fault) return null
      if (fault.after) {
        fault.after -= 1
        return null
      }
      if (fault.times !== undefined) fault.times -= 1
      return fault
    },
    held: () => new Promise<void>((resume) => state.waiting.push(resume)),
    release: () => {
      const count = state.waiting.length
      for (const resume of state.waiting.splice(0)) resume()
      return { released: count }
    },
  }
}
