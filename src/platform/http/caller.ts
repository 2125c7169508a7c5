import { addressOf } from './rate.ts'
import type { Ask } from './route.ts'

/** Where a request comes from, for counting tries; `local` for this machine itself, whose tries count too. */
export function callerAddress(c: Ask): string {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return addressOf(env?.incoming?.socket?.remoteAddress, c.req.header('x-forwarded-for')) ?? 'local'
}
