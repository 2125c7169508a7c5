import type { CustomerGroupId } from '#kernel/id'
import { languages, type Language } from '#kernel/locale'
import { homeOf, type KnownMarket, type Market } from '#modules/market'
import type { Buyer } from '#modules/pricing'
import type { Ask } from '#platform/http/route'
import type { StorefrontDeps } from './deps.ts'

/** Where a page is read: a market (prices, tax, delivery) and a language, told by the start of its address. */
export type Place = Readonly<{
  market: Market
  language: Language
  /** '' for the home place, else `/de`, `/en-us`. */
  prefix: string
  /** For Intl: `de-CH`. */
  locale: string
  /** For search engines: `de`, `en-US`. */
  hreflang: string
  /** Whose price lists count besides those for everybody: a signed-in customer's group that has some. */
  groupId: CustomerGroupId | null
}>

export type Places = Readonly<{
  all: readonly Place[]
  home: Place
  of: (pathname: string) => Place
  /** `/de/p/mug` → `/p/mug`; a path of the home place stays as it is. */
  without: (pathname: string) => string
  /** Where an address of a market that is switched off, or of a language that it has no more, leads; null for others. */
  insteadOf: (pathname: string) => string | null
}>

/** @throws Error without a market: there would be no price to show. */
export function placesOf(markets: readonly KnownMarket[]): Places {
  const first = homeOf(markets)
  const all = markets.flatMap((market) =>
    market.active ? market.languages.map((language) => placeIn(market, language, market === first)) : [],
  )
  const home = all.find((place) => place.prefix === '') ?? all[0]
  if (!home) throw new Error('The shop has no market yet.')
  const byPrefix = new Map(all.map((place) => [place.prefix, place]))
  const gone = goneOf(markets, all, home)
  const prefixOf = (pathname: string): string => {
    const start = startOf(pathname)
    return byPrefix.has(start) ? start : ''
  }
  return {
    all,
    home,
    of: (pathname) => byPrefix.get(prefixOf(pathname)) ?? home,
    without: (pathname) => pathname.slice(prefixOf(pathname).length) || '/',
    insteadOf: (pathname) => {
      const start = startOf(pathname)
      const place = gone.get(start)
      // `/en-ch//host` is no way to another host.
      return place ? href(place, `/${pathname.slice(start.length).replace(/^[/\\]+/, '')}`) : null
    },
  }
}

const startOf = (pathname: string): string => /^\/[a-z]{2}(?:-[a-z]{2,8})?(?=\/|$)/.exec(pathname)?.[0] ?? ''

/** Addresses that people may have kept, with the place where they are served now: the market's own, or the home one. */
function goneOf(markets: readonly KnownMarket[], all: readonly Place[], home: Place): ReadonlyMap<string, Place> {
  const instead = (market: Market, language: Language): Place =>
    all.find((place) => place.market.id === market.id) ??
    all.find((place) => place.market.id === home.market.id && place.language === language) ??
    home
  const kept = new Set(all.map(({ prefix }) => prefix))
  const first = homeOf(markets)
  const gone = markets.flatMap((market) =>
    languages.map(
      (language) => [placeIn(market, language, market === first).prefix, instead(market, language)] as const,
    ),
  )
  return new Map(gone.filter(([prefix]) => prefix !== '' && !kept.has(prefix)))
}

function placeIn(market: Market, language: Language, isFirst: boolean): Place {
  const prefix = !isFirst ? `/${language}-${market.code}` : language === 'en' ? '' : `/${language}`
  const hreflang = isFirst ? language : `${language}-${market.defaultCountry}`
  return { market, language, prefix, hreflang, locale: localeOf(language, market.defaultCountry), groupId: null }
}

/** How numbers and dates are written there. English outside the United States is written the British way. */
function localeOf(language: Language, country: string): string {
  if (language === 'de') return country === 'CH' ? 'de-CH' : country === 'AT' ? 'de-AT' : 'de-DE'
  return country === 'US' ? 'en-US' : 'en-GB'
}

/** The address of a page in this place: `href(place, '/p/mug')` → `/de/p/mug`. */
export const href = (place: Place, path: string): string => (path === '/' ? place.prefix || '/' : place.prefix + path)

/** The path of a request as the browser sees it, place included. */
export function pathnameOf(c: Ask): string {
  const { url } = c.req
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const end = url.slice(start).search(/[?#]/)
  return start === -1 ? '/' : end === -1 ? url.slice(start) : url.slice(start, start + end)
}

/** The place of a request; for a customer of a group with prices of its own, that place as the group sees it. */
export function placeOf(c: Ask, { shop }: Pick<StorefrontDeps, 'shop'>): Place {
  const place = shop.now().places.of(pathnameOf(c))
  const audience = c.get('audience')
  return audience === null ? place : placeFor(place, audience as CustomerGroupId)
}

const seenBy = new WeakMap<Place, Map<CustomerGroupId, Place>>()

/** One object for a place and group: what was drawn for it is kept by it. */
function placeFor(place: Place, groupId: CustomerGroupId): Place {
  const known = seenBy.get(place) ?? new Map<CustomerGroupId, Place>()
  const own = known.get(groupId) ?? { ...place, groupId }
  seenBy.set(place, known.set(groupId, own))
  return own
}

/** Who looks, for prices. */
export const buyerOf = ({ market, groupId }: Place): Buyer => ({ marketId: market.id, groupId })
