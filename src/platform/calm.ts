import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_MS = 100
/** Above this share of its time at work, the process has its hands full with requests. */
const BUSY = 0.85

/** A look that found it calm holds for so long. */
const HOLDS_MS = 300

let calmUntil = 0

/**
 * Waits until the process is not busy, at most `mostMs`. What follows an order (mails, messages) would otherwise take
 * half of the time that the next orders need.
 */
export async function calmMoment(mostMs: number): Promise<void> {
  if (performance.now() < calmUntil) return
  const end = performance.now() + mostMs
  let before = performance.eventLoopUtilization()
  while (performance.now() < end) {
    await sleep(LOOK_MS)
    const now = performance.eventLoopUtilization()
    if (performance.eventLoopUtilization(now, before).utilization < BUSY) {
      calmUntil = performance.now() + HOLDS_MS
      return
    }
    before = now
  }
}
