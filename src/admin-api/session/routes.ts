import { z } from 'zod'

import { claimOwner, isOpenLink, signIn, signOut } from '#modules/staff'
import { addressOf } from '#platform/http/rate'
import { type Ask, get, type Route, write } from '#platform/http/route'
import { keepToken, tokenIn } from '../cookie.ts'
import type { AdminDeps } from '../deps.ts'
import { done } from '../desk.ts'
import type { Me } from '../types.ts'
import { explainClaim, explainSignIn } from './words.ts'

const email = z.string().trim().max(254).pipe(z.email('An e-mail address looks like name@example.com'))
const password = z.string().min(1, 'Type your password').max(1024, 'That is too long')

const credentials = z.strictObject({ email, password })
const claim = z.strictObject({
  link: z.string().max(200),
  email,
  password,
  name: z.string().trim().min(1, 'What shall we call you?').max(100, 'That is too long'),
})

const open = { who: 'anyone', rate: 'login', cache: 'private', csrf: 'same-origin', query: null } as const

const meOf = ({ name, email: mail, role }: Me): Me => ({ name, email: mail, role })

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
      const signedIn = await signIn({ db, clock }, { ...body, address: addressIn(c), previousToken })
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
  write({
    ...open,
    method: 'POST',
    path: '/admin/api/claim/check',
    body: z.strictObject({ link: z.string().max(200) }),
    handle: async (c, { body }) => c.json({ open: await isOpenLink({ db, clock }, body.link) }),
  }),
  write({
    ...open,
    method: 'POST',
    path: '/admin/api/claim',
    body: claim,
    handle: async (c, { body: { link, ...owner } }) => {
      const claimed = await claimOwner({ db, clock }, link, owner)
      if (!claimed.ok) {
        const message = explainClaim(claimed.refusal)
        if (claimed.refusal.code === 'link_used') return c.json({ code: 'link_used', message }, 409)
        return c.json({ code: 'invalid', message, problems: [{ path: 'password', message }] }, 422)
      }
      keepToken(c, origin, claimed.value.token)
      return c.json(meOf(claimed.value.staff))
    },
  }),
]

/** Guesses from this machine itself count too. */
function addressIn(c: Ask): string {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return addressOf(env?.incoming?.socket?.remoteAddress, c.req.header('x-forwarded-for')) ?? 'local'
}
