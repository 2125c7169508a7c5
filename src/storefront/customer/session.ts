import { getCookie, setCookie } from 'hono/cookie'

import type { Customer, SessionToken } from '#modules/customer'
import { customerOfSession, sessionTokenOf } from '#modules/customer'
import { hasOwnPrices } from '#modules/pricing'
import type { Audience } from '#platform/http/face'
import type { Ask } from '#platform/http/route'
import type { StorefrontDeps } from '../deps.ts'

const NAME = 'stoa_customer'
/** Tells the page's script that asking who is signed in is worth it; it says nothing else. */
const HINT = 'stoa_signed_in'
const MONTH_SECONDS = 30 * 24 * 60 * 60

type Deps = Pick<StorefrontDeps, 'db' | 'clock' | 'publicUrl'>

const isSecure = ({ publicUrl }: Pick<Deps, 'publicUrl'>): boolean => publicUrl?.protocol === 'https:'

/** Over https no other host, path or plain connection can set it. */
const nameOf = (deps: Pick<Deps, 'publicUrl'>): string => (isSecure(deps) ? `__Host-${NAME}` : NAME)

/** The session's token as the browser holds it, or null. */
export const sessionIn = (c: Ask, deps: Pick<Deps, 'publicUrl'>): SessionToken | null =>
  sessionTokenOf(getCookie(c, nameOf(deps)) ?? '')

/** Null takes it away. */
export function keepSession(c: Ask, deps: Pick<Deps, 'publicUrl'>, token: SessionToken | null): void {
  const kept = {
    sameSite: 'Lax',
    path: '/',
    secure: isSecure(deps),
    maxAge: token === null ? 0 : MONTH_SECONDS,
  } as const
  setCookie(c, nameOf(deps), token ?? '', { ...kept, httpOnly: true })
  setCookie(c, HINT, token === null ? '' : '1', kept)
}

/** Asked once a request. */
const asked = new WeakMap<Ask, Promise<Customer | null>>()

/** Who is signed in, or null. */
export function signedIn(c: Ask, deps: Deps): Promise<Customer | null> {
  const known = asked.get(c)
  if (known) return known
  const token = sessionIn(c, deps)
  const found = token ? customerOfSession(deps.db, token, deps.clock.now()) : Promise.resolve(null)
  asked.set(c, found)
  return found
}

/** Cheap enough to be asked before a kept page is sent. */
export const mayBeSignedIn = (cookies: string | undefined): boolean => cookies?.includes(`${NAME}=`) === true

/** Customers of a group with prices of its own see pages of their own; all others those that are kept for everybody. */
export const audience = (deps: Deps): Audience => ({
  mayBe: mayBeSignedIn,
  of: async (c) => {
    const groupId = (await signedIn(c, deps))?.groupId ?? null
    return groupId !== null && (await hasOwnPrices(deps.db, groupId)) ? groupId : null
  },
})
