import { z } from 'zod'

import { countries } from '#kernel/countries'
import { currencies } from '#kernel/currencies'
import type { MarketId } from '#kernel/id'
import { languages } from '#kernel/locale'
import { refuse, type Result } from '#kernel/result'
import {
  homeOf,
  readKnownMarkets,
  saveMarket,
  type KnownMarket,
  type MarketInput,
  type SaveMarketRefusal,
} from '#modules/market'
import { savePriceList } from '#modules/pricing'
import type { Db, Tx } from '#platform/db'
import type { Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, changeOne, read, unsaved } from '../desk.ts'
import type { MarketEdit, MarketsScreen } from './types.ts'
import { explainMarket } from './words.ts'

const country = z.string().max(3)

const market = z.strictObject({
  code: z.string().trim().max(20, 'That is too long'),
  name: z.string().trim().min(1, 'How is it called?').max(100, 'That is too long'),
  currency: z.string().max(3),
  taxDisplay: z.enum(['inclusive', 'exclusive']),
  languages: z.array(z.enum(languages)).max(50),
  countries: z.array(country).max(300),
  defaultCountry: country,
  active: z.boolean(),
})
const newMarket = z.strictObject({ market })
const knownMarket = newMarket.extend({ version: z.number().int() })

/** Where the shop sells. A change answers the screen as it is then. */
export const marketRoutes = ({ db }: AdminDeps): Route[] => [
  read({ path: '/markets', query: null, handle: async (c) => c.json(await readScreen(db)) }),
  change({
    method: 'POST',
    path: '/markets',
    body: newMarket,
    handle: async (c, { market: after }) => {
      const made = await audited(c, db, { action: 'market.made', after }, (tx) => make(tx, after))
      return made.ok ? c.json(made.value) : unsaved(c, made.refusal, explainMarket(made.refusal))
    },
  }),
  changeOne({
    method: 'PUT',
    path: '/markets/:id',
    kind: 'market',
    body: knownMarket,
    handle: async (c, { market: after, version: expectedVersion }, id) => {
      const known = (await readKnownMarkets(db)).find((one) => one.id === id)
      const entry = { action: 'market.saved', subjectId: id, before: known && editOf(known), after }
      const saved = await audited(c, db, entry, (tx) => saveMarket(tx, { ...after, id, expectedVersion }))
      return saved.ok ? c.json(await readScreen(db)) : unsaved(c, saved.refusal, explainMarket(saved.refusal))
    },
  }),
]

/** A market, and the list for its ordinary prices, which has its code. */
async function make(tx: Tx, input: MarketInput): Promise<Result<{ id: MarketId }, SaveMarketRefusal>> {
  const made = await saveMarket(tx, input)
  if (!made.ok) return made
  const list = await savePriceList(tx, { code: input.code, marketId: made.value.id })
  return list.ok ? made : refuse({ code: 'code_taken', value: input.code })
}

const editOf = ({ id: _id, version: _version, position: _position, ...edit }: KnownMarket): MarketEdit => edit

async function readScreen(db: Db): Promise<MarketsScreen> {
  const markets = await readKnownMarkets(db)
  const home = homeOf(markets)
  return {
    markets: markets.map((one) => ({
      ...editOf(one),
      id: one.id,
      version: one.version,
      isHome: one.id === home?.id,
    })),
    languages: [...languages],
    currencies: [...currencies],
    countries: [...countries],
  }
}
