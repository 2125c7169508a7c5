import { htmlOf } from '#platform/html'

import type { CategoryNode } from '#modules/search'
import { wordsOf } from '../messages/index.ts'
import { href, type Place } from '../place.ts'
import type { Shop } from '../shop.ts'
import { escapeHtml, inOnePiece } from '#platform/html'
import { CheckoutFooter, Footer, HERE } from './Footer.tsx'
import { CheckoutHeader, Header } from './Header.tsx'

export type FrameKind = 'shop' | 'checkout'

/** What stands around every page of a place. */
export type Frame = Readonly<{ before: (current?: string, asked?: string) => string; after: (path: string) => string }>

type Made = { shop: Shop; menu: readonly CategoryNode[]; frames: Map<string, Frame> }

/** Header and footer are drawn once a place and kept as text until the shop or its menu changes. */
export function createFrames(): (place: Place, kind: FrameKind, from: Omit<Made, 'frames'>) => Frame {
  let made: Made | undefined
  return (place, kind, { shop, menu }) => {
    if (!made || made.shop !== shop || made.menu !== menu) made = { shop, menu, frames: new Map() }
    const key = `${kind} ${place.prefix}`
    const known = made.frames.get(key)
    if (known) return known
    const frame = drawn(place, kind, made)
    made.frames.set(key, frame)
    return frame
  }
}

function drawn(place: Place, kind: FrameKind, { shop, menu }: Omit<Made, 'frames'>): Frame {
  const words = wordsOf(place.language)
  const { name: shopName, email, announcement = {} } = shop.settings
  const said = announcement[place.language] ?? ''
  const header =
    kind === 'shop' ? (
      <Header place={place} words={words} shopName={shopName} menu={menu} announcement={said} />
    ) : (
      <CheckoutHeader place={place} words={words} shopName={shopName} email={email} />
    )
  const footer =
    kind === 'shop' ? (
      <Footer place={place} words={words} shop={shop} menu={menu} />
    ) : (
      <CheckoutFooter place={place} words={words} shop={shop} />
    )
  const before = inOnePiece(`<a class="skip-link" href="#main">${escapeHtml(words.skipToContent)}</a>${htmlOf(header)}`)
  const pieces = inOnePiece(htmlOf(footer)).split(HERE)
  const markedAt = new Map([[undefined as string | undefined, before]])
  return {
    before: (current, asked) => {
      const html = markedAt.get(current) ?? marked(before, href(place, current ?? '/'))
      // Few entries of the menu lead somewhere, however many paths there are.
      if (markedAt.size < MOST_MARKED) markedAt.set(current, html)
      return asked ? html.replace(' name="q"', () => ` name="q" value="${escapeHtml(asked)}"`) : html
    },
    after: (path) => pieces.join(path === '/' ? '' : escapeHtml(path)).replaceAll('href=""', 'href="/"'),
  }
}

const MOST_MARKED = 40

/** The menu shows where one is. */
const marked = (html: string, address: string): string =>
  html.replaceAll(`href="${escapeHtml(address)}"`, `href="${escapeHtml(address)}" aria-current="page"`)
