import type { Content } from '#platform/html'
import { htmlOf } from '#platform/html'

import { pageAnswer } from '#platform/http/page-answer'
import type { Ask } from '#platform/http/route'
import type { StorefrontDeps } from './deps.ts'
import { createFrames, type FrameKind } from './layout/frame.tsx'
import { type Head, headOf, sharedHead } from './layout/head.ts'
import { placeOf } from './place.ts'

type Status = 200 | 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503

export type Page = Head &
  Readonly<{
    /** What stands in `<main>`; text is HTML that is safe already. */
    body: Content | string
    /** `checkout` leaves out menu, search and cart. */
    frame?: FrameKind
    /** The path of the menu's entry that this page belongs to. */
    current?: string | undefined
    /** What was searched for; the search field keeps it. */
    asked?: string
    status?: Status
    /** Another policy than that of all pages. */
    policy?: string | null
  }>

const pageHeaders = { 'Content-Type': 'text/html; charset=UTF-8', 'Speculation-Rules': '"/speculation.json"' }
const frames = createFrames()
const heads = new WeakMap<StorefrontDeps['assets'], string>()

/** A whole page as an answer. Public pages also need `c.set('cacheTags', …)` to be kept. */
export function page(
  c: Ask,
  deps: StorefrontDeps,
  { body, frame = 'shop', current, asked, status, policy, ...head }: Page,
): Response {
  const shop = deps.shop.now()
  const place = placeOf(c, deps)
  const around = frames(place, frame, { shop, menu: deps.catalog.menu() })
  const origin = originOf(c, deps)
  const shared = heads.get(deps.assets) ?? sharedHead(deps.assets)
  heads.set(deps.assets, shared)
  const main = typeof body === 'string' ? body : htmlOf(body)
  const html =
    `<!doctype html><html lang="${place.language}"><head>${shared}` +
    headOf(head, { place, places: shop.places, origin, shopName: shop.settings.name }) +
    `</head><body>${around.before(current, asked)}<main id="main">${main}</main>` +
    `${around.after(head.path)}</body></html>`
  const headers = policy ? { ...pageHeaders, 'Content-Security-Policy': policy } : pageHeaders
  return pageAnswer(c, { html, status: status ?? 200, headers })
}

/** The shop's address for links that leave it. */
export const originOf = (c: Ask, { publicUrl }: Pick<StorefrontDeps, 'publicUrl'>): string =>
  publicUrl?.origin ?? originIn(c.req.url)

let lastSeen = { start: '', origin: '' }

/** Nearly all requests name the same host. */
function originIn(url: string): string {
  const start = url.slice(0, url.indexOf('/', url.indexOf('//') + 2) + 1)
  if (start === '' || start !== lastSeen.start) lastSeen = { start, origin: new URL(url).origin }
  return lastSeen.origin
}

/** A piece of a page for the browser to put in place. */
export function fragment(c: Ask, body: Content | string, status: Status = 200): Response {
  c.header('Content-Type', 'text/html; charset=UTF-8')
  return c.body(typeof body === 'string' ? body : htmlOf(body), status)
}
