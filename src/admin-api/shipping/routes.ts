import { z } from 'zod'

import type { MarketId, ShippingMethodId } from '#kernel/id'
import { readKnownMarkets, type Market } from '#modules/market'
import { readZones, removeZone, saveZone, type MethodInput, type Zone, type ZoneInput } from '#modules/shipping'
import type { Db } from '#platform/db'
import type { Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, changeOne, read, refused, unsaved } from '../desk.ts'
import type { ShippingMarket, ShippingScreen } from './types.ts'
import { explainZone } from './words.ts'

const units = z.number('A number is missing here').int().min(0, 'Not below nothing').max(100_000_000_000)
const days = z.number('A number is missing here').int('Whole days only').min(0, 'Not below nothing').max(365)

const method = z
  .strictObject({
    id: z
      .uuid()
      .transform((id) => id as ShippingMethodId)
      .nullable(),
    name: z.record(z.string().regex(/^[a-z]{2}$/), z.string().trim().max(100, 'That is too long')),
    kind: z.enum(['flat', 'by_weight', 'by_value']),
    rates: z.array(z.strictObject({ upTo: units.nullable(), amount: units })).max(50, 'At most 50 steps'),
    freeFromAmount: units.nullable(),
    minDays: days,
    maxDays: days,
    active: z.boolean(),
  })
  // What does not follow the parcel has one price.
  .transform(({ id, ...rest }): MethodInput => {
    const rates = rest.kind === 'flat' ? rest.rates.slice(0, 1).map((rate) => ({ ...rate, upTo: null })) : rest.rates
    return { ...rest, rates, ...(id === null ? {} : { id }) }
  })

const zone = z.strictObject({
  name: z.string().trim().min(1, 'How is it called?').max(100, 'That is too long'),
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(300),
  methods: z.array(method).max(50, 'At most 50 ways'),
})
const marketId = z.uuid().transform((id) => id as MarketId)
const newZone = z.strictObject({ marketId, zone })
const knownZone = newZone.extend({ version: z.number().int() })
const goneZone = z.strictObject({ marketId, version: z.number().int() })

/** Where parcels go, how, and for what. Every change answers the screen as it is then. */
export const shippingRoutes = ({ db }: AdminDeps): Route[] => {
  const write = (c: Parameters<typeof audited>[0], input: ZoneInput) =>
    audited(c, db, { action: 'shipping.zone_saved', subjectId: input.id ?? null, after: input }, (tx) =>
      saveZone(tx, input),
    )
  return [
    read({ path: '/shipping', query: null, handle: async (c) => c.json(await readScreen(db)) }),
    change({
      method: 'POST',
      path: '/shipping/zones',
      body: newZone,
      handle: async (c, body) => {
        const saved = await write(c, { ...body.zone, marketId: body.marketId })
        return saved.ok ? c.json(saved.value) : unsaved(c, saved.refusal, explainZone(saved.refusal))
      },
    }),
    changeOne({
      method: 'PUT',
      path: '/shipping/zones/:id',
      kind: 'shipping_zone',
      body: knownZone,
      handle: async (c, { zone: wanted, version: expectedVersion, ...of }, id) => {
        const saved = await write(c, { ...wanted, ...of, id, expectedVersion })
        return saved.ok ? c.json(await readScreen(db)) : unsaved(c, saved.refusal, explainZone(saved.refusal))
      },
    }),
    changeOne({
      method: 'DELETE',
      path: '/shipping/zones/:id',
      kind: 'shipping_zone',
      body: goneZone,
      handle: async (c, body, id) => {
        const entry = { action: 'shipping.zone_removed', subjectId: id, before: body }
        const removed = await audited(c, db, entry, (tx) => removeZone(tx, { ...body, id }))
        if (!removed.ok) return refused(c, removed.refusal, explainZone(removed.refusal).message)
        return c.json(await readScreen(db))
      },
    }),
  ]
}

async function readScreen(db: Db): Promise<ShippingScreen> {
  const markets = await readKnownMarkets(db)
  return { markets: await Promise.all(markets.map(async (market) => viewOf(market, await readZones(db, market.id)))) }
}

function viewOf({ id, name, currency, languages, countries }: Market, zones: readonly Zone[]): ShippingMarket {
  const served = new Set(zones.flatMap((one) => one.countries))
  return {
    id,
    name,
    currency,
    languages: [...languages],
    countries: [...countries],
    zones: zones.map(({ methods, position: _position, ...rest }) => ({
      ...rest,
      methods: methods.map(({ countries: _countries, rates, ...way }) => ({ ...way, rates: rates.toSorted(byLimit) })),
    })),
    unserved: countries.filter((country) => !served.has(country)),
  }
}

const byLimit = (a: { upTo: number | null }, b: { upTo: number | null }): number =>
  (a.upTo ?? Number.POSITIVE_INFINITY) - (b.upTo ?? Number.POSITIVE_INFINITY)
