import { getCookie, setCookie } from 'hono/cookie'

import type { Ask } from '#platform/http/route'

/** The `__Secure-` name is only kept by a browser that got it over https. Not `__Host-`: the storefront need not see it. */
const nameOf = (origin: URL): string => (origin.protocol === 'https:' ? '__Secure-stoa_staff' : 'stoa_staff')

/** The session's token as the browser holds it, or null. */
export const tokenIn = (c: Ask, origin: URL): string | null => getCookie(c, nameOf(origin)) ?? null

/** Null takes it away. The server says when a session ends; the cookie goes with the browser's own. */
export function keepToken(c: Ask, origin: URL, token: string | null): void {
  setCookie(c, nameOf(origin), token ?? '', {
    path: '/admin',
    httpOnly: true,
    sameSite: 'Strict',
    secure: origin.protocol === 'https:',
    ...(token === null ? { maxAge: 0 } : {}),
  })
}
