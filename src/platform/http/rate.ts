import type { RateClass } from './route.ts'

/** Tokens a second, and how many may be saved up, for one address. */
const budgets: Record<Exclude<RateClass, 'unlimited'>, { perSecond: number; burst: number }> = {
  page: { perSecond: 20, burst: 200 },
  form: { perSecond: 5, burst: 60 },
  login: { perSecond: 0.2, burst: 20 },
  hook: { perSecond: 50, burst: 500 },
}

const MAX_BUCKETS = 50_000

type Bucket = { tokens: number; at: number }

export type RateLimiter = { take: (rate: RateClass, address: string, nowMs: number) => boolean }

/** Token buckets in this process's memory: a brake for floods. What is worth guessing is also counted in the database. */
export function createRateLimiter(): RateLimiter {
  const buckets = new Map<string, Bucket>()
  const take = (rate: RateClass, address: string, nowMs: number): boolean => {
    if (rate === 'unlimited') return true
    const { perSecond, burst } = budgets[rate]
    const key = `${rate} ${address}`
    const bucket = buckets.get(key) ?? { tokens: burst, at: nowMs }
    const tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.at) / 1000) * perSecond)
    if (buckets.size >= MAX_BUCKETS) buckets.clear()
    buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: nowMs })
    return tokens >= 1
  }
  return { take }
}

const loopback = new Set([undefined, '127.0.0.1', '::1', '::ffff:127.0.0.1'])

/**
 * The address that a limit counts: an IPv6 network counts as one. Null for a caller on this machine itself that no proxy
 * speaks for: the operator's own tools are not limited.
 */
export function addressOf(peer: string | undefined, forwarded: string | undefined): string | null {
  if (!loopback.has(peer)) return networkOf(peer ?? '')
  const last = forwarded?.split(',').at(-1)?.trim()
  return last ? networkOf(last) : null
}

function networkOf(address: string): string {
  const isV6 = address.includes(':') && !address.startsWith('::ffff:')
  return isV6 ? address.split(':').slice(0, 4).join(':') : address
}
