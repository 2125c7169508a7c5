/** Holds back calls to a peer that is down, so that nobody waits for it and it can recover. */
export type Breaker = Readonly<{
  /** May this call go out? While open, one each `probeMs` may, to see whether the peer is back. */
  mayCall: () => boolean
  succeeded: () => void
  failed: () => void
}>

type Limits = { failures?: number; withinMs?: number; probeMs?: number; now?: () => number }

/** Opens after 5 failures in 10 s, probes each 10 s, closes with the first success. Time is monotonic. */
export function createBreaker(limits: Limits = {}): Breaker {
  const { failures = 5, withinMs = 10_000, probeMs = 10_000, now = () => performance.now() } = limits
  const state: { recent: number[]; probeAt: number | null } = { recent: [], probeAt: null }
  return {
    mayCall: () => {
      if (state.probeAt === null) return true
      if (now() < state.probeAt) return false
      state.probeAt = now() + probeMs
      return true
    },
    succeeded: () => {
      state.recent = []
      state.probeAt = null
    },
    failed: () => {
      const at = now()
      state.recent = [...state.recent.filter((one) => at - one < withinMs), at].slice(-failures)
      if (state.recent.length >= failures) state.probeAt = at + probeMs
    },
  }
}
