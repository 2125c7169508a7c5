/** Something a client did to one object: when it was begun, when its answer was there, and how it ended. */
export type Deed<What> = Readonly<{
  what: What
  from: number
  /** Infinity: nobody knows whether and when it happened. */
  to: number
  /** unknown: it may have happened, or not. */
  ended: 'ok' | 'refused' | 'unknown'
}>

/** One object as it should be. `does` answers the state after a deed, null where it must be refused. Pure. */
export type Ideal<State, What> = Readonly<{
  start: State
  does: (state: State, what: What) => State | null
}>

/**
 * Whether there is an order of the deeds, one after the other, that fits every answer and in which nothing comes before
 * something that had been answered when it was begun (Wing & Gong's search, with Lowe's memory of what was tried).
 * Answers null when there is, else the longest beginning that fits.
 */
export function disorder<State, What>(
  deeds: readonly Deed<What>[],
  { start, does }: Ideal<State, What>,
): readonly Deed<What>[] | null {
  const tried = new Set<string>()
  let longest: readonly number[] = []
  const fits = (done: readonly number[], state: State): boolean => {
    const open = deeds.flatMap((_, index) => (done.includes(index) ? [] : [index]))
    if (done.length > longest.length) longest = done
    // What nobody knows of need not have happened.
    if (open.every((index) => deeds[index]?.ended === 'unknown')) return true
    const key = `${done.toSorted((a, b) => a - b).join()} ${JSON.stringify(state)}`
    if (tried.has(key)) return false
    tried.add(key)
    const firstEnd = Math.min(...open.map((index) => deeds[index]?.to ?? Infinity))
    return open.some((index) => {
      const deed = deeds[index]
      if (!deed || deed.from > firstEnd) return false
      const after = does(state, deed.what)
      if (deed.ended === 'refused') return after === null && fits([...done, index], state)
      return after !== null && fits([...done, index], after)
    })
  }
  return fits([], start) ? null : longest.flatMap((index) => deeds[index] ?? [])
}
