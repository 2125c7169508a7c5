import { changesSince, type CacheTag } from './cache-changes.ts'
import type { Db } from './db.ts'

export type Watcher = Readonly<{
  /** Looks at once: what was committed before the call has been told when it returns. */
  now: () => Promise<void>
  stop: () => void
}>

type Told = (tags: readonly CacheTag[]) => void | Promise<void>

/**
 * Tells, within `everyMs`, what any process changed, so that kept pages and read models can follow. A failed look is
 * repeated from the same place: nothing is missed, some of it may be told twice.
 */
export function watchChanges(db: Db, onStale: Told, { everyMs = 500 }: { everyMs?: number } = {}): Watcher {
  let since: string | null = null
  let stopped = false
  let looking: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  const look = async (): Promise<void> => {
    const { tags, next } = await changesSince(db, since)
    if (tags.length > 0) await onStale(tags)
    since = next
  }
  // One look at a time; a failure (the database restarts) must not end the watch.
  const inTurn = (): Promise<void> => {
    const mine = looking.then(look)
    looking = mine.catch(() => {})
    return mine
  }
  const again = (): void => {
    if (stopped) return
    timer = setTimeout(() => void inTurn().then(again, again), everyMs)
    timer.unref()
  }
  void inTurn().then(again, again)

  return {
    now: inTurn,
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
