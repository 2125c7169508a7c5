import { listPages, plainText } from '#modules/content'
import { readKnownMarkets, readSetting, shopSettings, type ShopSettings } from '#modules/market'
import { wordsIn } from '#modules/search'
import { readShippingFacts, type ShippingFacts } from '#modules/shipping'
import { hasGiftCards } from '#modules/stored-value'
import type { CacheTag } from '#platform/cache-changes'
import type { Db } from '#platform/db'
import { placesOf, type Places } from './place.ts'

/** What every page needs and few requests change; kept in memory until somebody changes it. */
export type Shop = Readonly<{
  places: Places
  settings: ShopSettings
  pages: readonly ShopPage[]
  shipping: ReadonlyMap<string, ShippingFacts>
  /** Somebody may hold one, or buy one. */
  hasGiftCards: boolean
}>

/** A page of words, and the words that it is found by. */
export type ShopPage = Readonly<{ slug: string; title: string; words: readonly string[] }>

export type LiveShop = Readonly<{ now: () => Shop; refresh: (tags: readonly CacheTag[]) => Promise<void> }>

const unnamed: ShopSettings = { name: 'Stoa', email: 'shop@example.com', address: [] }

export async function readShop(db: Db): Promise<Shop> {
  const markets = await readKnownMarkets(db)
  const settings = (await readSetting(db, 'shop', shopSettings)) ?? unnamed
  const pages = (await listPages(db)).map(({ slug, title, bodyHtml }): ShopPage => {
    const text = plainText(bodyHtml)
    return { slug, title, words: [...new Set(wordsIn(`${title} ${text}`))] }
  })
  const shipping = new Map<string, ShippingFacts>()
  for (const market of markets.filter(({ active }) => active))
    shipping.set(market.id, await readShippingFacts(db, market))
  return { places: placesOf(markets), settings, pages, shipping, hasGiftCards: await hasGiftCards(db) }
}

export async function openShop(db: Db): Promise<LiveShop> {
  let current = await readShop(db)
  return {
    now: () => current,
    refresh: async (tags) => {
      if (tags.includes('settings') || tags.includes('content')) current = await readShop(db)
      else if (!current.hasGiftCards && tags.includes('catalog') && (await hasGiftCards(db)))
        current = { ...current, hasGiftCards: true }
    },
  }
}
