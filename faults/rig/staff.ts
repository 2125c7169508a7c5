import { setTimeout as wait } from 'node:timers/promises'

import { owner } from '../../e2e/shop.ts'
import { type Aimed, requestText } from './race-gun.ts'

/** A member of staff at the desk of one process: a cookie, and JSON. */
export type Staff = Readonly<{
  cookie: string
  call: <T>(method: string, path: string, body?: unknown) => Promise<{ status: number; body: T }>
  /** The same as a shot for a volley, at a process of our choice. */
  aimed: (port: number, method: string, path: string, body?: unknown) => Aimed
}>

/** Signs the owner in, who is made when the doors are open already. */
export async function signIn(url: string): Promise<Staff> {
  for (let tries = 1; ; tries += 1) {
    const staff = await tryToSignIn(url).catch((error: unknown) => {
      if (tries === 5) throw error
    })
    if (staff) return staff
    await wait(500)
  }
}

async function tryToSignIn(url: string): Promise<Staff> {
  const answer = await fetch(`${url}/admin/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(owner),
  })
  const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  if (answer.status !== 200 || !cookie) throw new Error(`staff could not sign in: ${answer.status}`)
  return {
    cookie,
    call: async <T>(method: string, path: string, body?: unknown) => {
      const said = await fetch(`${url}/admin/api${path}`, {
        method,
        headers: { cookie, origin: url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await said.text()
      return {
        status: said.status,
        body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T,
      }
    },
    aimed: (port, method, path, body) => ({
      port,
      text: requestText(port, {
        method,
        path: `/admin/api${path}`,
        cookie,
        type: 'application/json',
        body: body === undefined ? '' : JSON.stringify(body),
      }),
    }),
  }
}
