import { z } from 'zod'

import { claimOwner, isOpenLink } from '#modules/staff'
import { type Route, write } from '#platform/http/route'
import { keepToken } from '../cookie.ts'
import type { AdminDeps } from '../deps.ts'
import { email, meOf, password } from './input.ts'
import { explainClaim } from './words.ts'

const claim = z.strictObject({
  link: z.string().max(200),
  email,
  password,
  name: z.string().trim().min(1, 'What shall we call you?').max(100, 'That is too long'),
})

const open = { who: 'anyone', rate: 'login', cache: 'private', csrf: 'same-origin', query: null } as const

/** The one-time link that makes the owner. */
export const claimRoutes = ({ db, clock, origin }: AdminDeps): Route[] => [
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
