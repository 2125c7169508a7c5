import type { Context } from 'hono'
import type { z } from 'zod'

import type { CacheTag } from '../cache-changes.ts'

/** Who may call a route. `signed`: a machine that proves itself by the signature of its message. */
export type Who = 'anyone' | 'staff' | 'owner' | 'signed'

/** `form`: a few a second from one address are human; `page`: reading; `login`: guesses are dear. */
export type RateClass = 'page' | 'form' | 'login' | 'hook' | 'unlimited'

/** `public`: no cookie in or out, kept and shared. `private`: never stored. `immutable`: its name changes with its content. */
export type CacheClass = 'public' | 'private' | 'immutable'

/** Who is asking, where the face knows. */
export type Caller = Readonly<{ id: string; role: 'owner' | 'staff'; email: string; name: string }>

export type Variables = {
  requestId: string
  /** Of the route that answers; unset where none does. */
  cacheClass: CacheClass
  /** Set for staff routes before the handler runs. */
  staff: Caller
  /** A public page names what it was made from, and until when it holds; then it is kept. */
  cacheTags: readonly CacheTag[]
  cacheUntil: Date | null
  /** Whom public pages are made for; null for everybody. What is made for somebody is neither kept nor shared. */
  audience: string | null
}

export type Ask = Context<{ Variables: Variables }>
export type Answer = Response | Promise<Response>

/** One thing wrong with the input: where (`address.city`; '' for the whole), and what, in words. */
export type Problem = Readonly<{ path: string; message: string }>

type Declared = {
  path: string
  who: Who
  rate: RateClass
  cache: CacheClass
  /** Bytes a body may have; 64 KiB unless told. */
  maxBytes?: number
  /** Has connections to the database kept back for it: whoever asks here must not be turned away for shoppers. */
  isUrgent?: boolean
}

type Schema = z.ZodType | null
type Read<S> = S extends z.ZodType ? z.output<S> : S extends 'raw' ? Buffer : null

export type Input<Query, Body> = Readonly<{ query: Query; body: Body }>

type Spoken<Query extends Schema, Body extends Schema | 'raw'> = Declared & {
  query: Query
  handle: (c: Ask, input: Input<Read<Query>, Read<Body>>) => Answer
  /** Shows the form again with the words beside the fields; without it the face says what is wrong. */
  invalid?: (c: Ask, problems: readonly Problem[], raw: unknown) => Answer
}

type WriteRoute<Query extends Schema, Body extends Schema | 'raw'> = Spoken<Query, Body> & {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `same-origin`: a browser's own page sent it. `signed`: only for `who: 'signed'`. */
  csrf: 'same-origin' | 'signed'
  /** A schema that refuses unknown fields; `raw` for bytes that the handler checks itself; null for no body. */
  body: Body
}

/** A route as the table holds it: its input types are its own business. */
export type Route = Declared & {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  csrf: 'same-origin' | 'signed' | 'safe'
  query: z.ZodType | null
  body: z.ZodType | 'raw' | null
  handle: (c: Ask, input: Input<never, never>) => Answer
  invalid?: (c: Ask, problems: readonly Problem[], raw: unknown) => Answer
}

/** Declares a page or another thing to read. */
export const get = <Query extends Schema>(route: Spoken<Query, null>): Route => ({
  ...route,
  method: 'GET',
  csrf: 'safe',
  body: null,
  handle: route.handle as Route['handle'],
})

/** Declares something that changes the shop. */
export const write = <Query extends Schema, Body extends Schema | 'raw'>(route: WriteRoute<Query, Body>): Route => ({
  ...route,
  handle: route.handle as Route['handle'],
})

const required = ['path', 'who', 'rate', 'cache', 'csrf', 'handle'] as const

/** What a route forgot to say, or said wrongly; empty for a good one. The server does not start with a bad one. */
export function faultsOf(route: Route): string[] {
  const name = `${route.method} ${route.path}`
  const missing = required.filter((key) => route[key] === undefined).map((key) => `${name}: no ${key}`)
  const reads = route.method === 'GET'
  if (route.query === undefined || route.body === undefined) missing.push(`${name}: no input declared`)
  if (!reads && route.csrf === 'safe') missing.push(`${name}: changes the shop without a CSRF check`)
  if (route.csrf === 'signed' && route.who !== 'signed') missing.push(`${name}: csrf signed is for signed callers only`)
  if (!reads && route.cache !== 'private') missing.push(`${name}: an answer to a change must be private`)
  if (route.cache === 'public' && route.who !== 'anyone') missing.push(`${name}: public but not for anyone`)
  return missing
}
