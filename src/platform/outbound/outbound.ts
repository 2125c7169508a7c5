import { randomInt } from 'node:crypto'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'

import { refuse, type Result } from '#kernel/result'
import { createBreaker, type Breaker } from './breaker.ts'
import { exchange, type Limits, type OutboundAnswer, type OutboundRequest, type Unanswered } from './exchange.ts'

/** How this shop speaks to one peer outside: with time-outs, limits, few repetitions and a breaker. */
export type Outbound = Readonly<{
  send: (request: OutboundRequest) => Promise<Result<OutboundAnswer, Unanswered>>
  /** Closes kept connections. */
  close: () => void
}>

type Settings = Partial<Limits> & {
  /** All of one call, its repetitions included (milliseconds). */
  totalMs?: number
  breaker?: Breaker
}

const MOST_ATTEMPTS = 3
const FIRST_PAUSE_MS = 150

/**
 * The one way out (design decision D14): connection within 2 s, all of a call within 10 s, at most 1 MiB of answer, no
 * redirects, no private addresses. What is repeatable is sent up to twice more, unchanged, while time is left.
 */
export function createOutbound(settings: Settings = {}): Outbound {
  const { connectMs = 2000, totalMs = 10_000, mostBytes = 1_048_576, allowPrivate = false } = settings
  const breaker = settings.breaker ?? createBreaker()
  const limits = { connectMs, mostBytes, allowPrivate }
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: 32, timeout: 60_000 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 32, timeout: 60_000 }),
  }
  return {
    send: async (request) => {
      const endAt = performance.now() + totalMs
      const agent = agents[request.url.startsWith('https:') ? 'https:' : 'http:']
      let said: Result<OutboundAnswer, Unanswered> | null = null
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
        const timeoutMs = endAt - performance.now()
        if (timeoutMs <= 0 || !breaker.mayCall()) break
        const now = await exchange({ request, limits, agent, timeoutMs })
        if (isFailure(now)) breaker.failed()
        else breaker.succeeded()
        said = worse(said, now)
        if (!request.repeatable || !isWorthAnother(now) || attempt + 1 === MOST_ATTEMPTS) break
        await sleep(Math.min(pauseMs(attempt, now), Math.max(0, endAt - performance.now())))
      }
      return said ?? refuse({ code: 'not_sent', reason: 'it failed too often just now' })
    },
    close: () => Object.values(agents).forEach((one) => one.destroy()),
  }
}

type Said = Result<OutboundAnswer, Unanswered>

/** An answer tells more than none; and what may have arrived once stays so, even if the next attempt did not. */
function worse(before: Said | null, now: Said): Said {
  return now.ok || !before || before.ok || before.refusal.code === 'not_sent' ? now : before
}

const isFailure = (said: Said): boolean => !said.ok || said.value.status >= 500

const isWorthAnother = (said: Said): boolean =>
  !said.ok || said.value.status >= 500 || said.value.status === 429 || said.value.status === 409

/** Longer each time, never in step with others, and as the peer asks (up to 2 s). */
function pauseMs(attempt: number, said: Said): number {
  const asked = said.ok ? Number(said.value.headers.get('retry-after') ?? 0) * 1000 : 0
  if (asked > 0) return Math.min(asked, 2000)
  return FIRST_PAUSE_MS * 2 ** attempt + randomInt(100)
}
