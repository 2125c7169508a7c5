import type { Answer, Ask, Caller, Problem, Route } from './route.ts'

/** How a face says what went wrong: the storefront with a page, the machines' faces with JSON. */
export type Voice = Readonly<{
  notFound: (c: Ask) => Answer
  /** 403, 401 (staff must sign in), 413, 415, 422, 429. */
  refused: (c: Ask, status: RefusedStatus, problems: readonly Problem[]) => Answer
  fault: (c: Ask) => Answer
}>

export type RefusedStatus = 400 | 401 | 403 | 405 | 413 | 415 | 422 | 429

/** Some callers see public pages of their own: customers whose group has its own prices. */
export type Audience = Readonly<{
  /** A look at the cookies that costs next to nothing: false for nearly everybody, who get the page that is kept. */
  mayBe: (cookies: string | undefined) => boolean
  /** Whom pages are made for; null for everybody. Only asked where there may be one. */
  of: (c: Ask) => Promise<string | null>
}>

/** One of the shop's faces: its routes, its voice, and its content security policy. */
export type Face = Readonly<{
  routes: readonly Route[]
  voice: Voice
  policy: string
  /** Who the cookie says it is; null for nobody. Only faces with staff routes need it. */
  authenticate?: (c: Ask) => Promise<Caller | null>
  audience?: Audience
}>
