import { z } from 'zod'

import { signIn, signOut } from '#modules/staff'
import { callerAddress } from '#platform/http/caller'
import { get, type Route, write } from '#platform/http/route'
import { keepToken, tokenIn } from '../cookie.ts'
import type { AdminDeps } from '../deps.ts'
import { done } from '../desk.ts'
import { email, meOf, password } from './input.ts'
import { explainSignIn } from './words.ts'

const credentials = z.strictObject({ email, password })
const open = { who: 'anyone', rate: 'login', cache: 'private', csrf: 'same-origin', query: null } as const

/** Coming in and going out. */
export const sessionRoutes = ({ db, clock, origin }: AdminDeps): Route[] => [
  get({
    path: '/admin/api/session',
    who: 'staff',
    rate: 'page',
    cache: 'private',
    query: null,
    handle: (c) => c.json(meOf(c.get('staff'))),
  }),
  write({
    ...open,
    method: 'POST',
    path: '/admin/api/session',
    body: credentials,
    handle: async (c, { body }) => {
      const previousToken = tokenIn(c, origin)
      const signedIn = await signIn({ db, clock }, { ...body, address: callerAddress(c), previousToken })
      if (!signedIn.ok) {
        const { refusal } = signedIn
        if (refusal.code === 'too_many_tries') c.header('Retry-After', String(refusal.waitSeconds))
        const status = refusal.code === 'too_many_tries' ? 429 : 409
        return c.json({ code: refusal.code, message: explainSignIn(refusal) }, status)
      }
      keepToken(c, origin, signedIn.value.token)
      return c.json(meOf(signedIn.value.staff))
    },
  }),
  write({
    ...open,
    method: 'DELETE',
    path: '/admin/api/session',
    rate: 'form',
    body: null,
    handle: async (c) => {
      const token = tokenIn(c, origin)
      if (token) await signOut(db, token)
      keepToken(c, origin, null)
      return done(c)
    },
  }),
]
