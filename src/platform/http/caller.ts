import { addressOf } from './rate.ts'
import type { Ask } from './route.ts'

/** Whose request this is, as limits count it (`addressOf`); null for this machine's own tools. */
export function callerOf(c: Ask): string | null {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return addressOf(env?.incoming?.socket?.remoteAddress, c.req.header('x-forwarded-for'))
}

/** Where a request comes from, for counting tries; `local` for this machine itself, whose tries count too. */
export const callerAddress = (c: Ask): string => callerOf(c) ?? 'local'
