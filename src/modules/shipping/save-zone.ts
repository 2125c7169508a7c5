import { newId, type MarketId, type ShippingMethodId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { readMarkets } from '#modules/market'
import type { Tx } from '#platform/db'
import { readZones } from './queries.ts'
import type { RateKind, ShippingRate } from './shipping.ts'
import { lockZones, writeZone } from './store.ts'

export type MethodInput = Readonly<{
  id?: ShippingMethodId
  /** By language; the first is used where one is missing. */
  name: Record<string, string>
  kind: RateKind
  rates: readonly ShippingRate[]
  freeFromAmount: number | null
  minDays: number
  maxDays: number
}>

export type ZoneInput = Readonly<{
  id?: string
  marketId: MarketId
  name: string
  position?: number
  countries: readonly string[]
  methods: readonly MethodInput[]
}>

export type SaveZoneRefusal =
  | { code: 'unknown_market' }
  | { code: 'unknown_zone' }
  | { code: 'no_country' }
  | { code: 'country_outside'; value: string }
  | { code: 'country_taken'; value: string }
  | { code: 'method_without_name'; method: number }
  | { code: 'method_without_rate'; method: number }
  | { code: 'invalid_days'; method: number }
  | { code: 'invalid_amount'; method: number }

/** Makes a zone with its methods, or changes it as a whole. A country of a market is in one of its zones. */
export async function saveZone(tx: Tx, zone: ZoneInput): Promise<Result<{ id: string }, SaveZoneRefusal>> {
  await lockZones(tx)
  const market = (await readMarkets(tx)).find(({ id }) => id === zone.marketId)
  if (!market) return refuse({ code: 'unknown_market' })
  const zones = await readZones(tx, zone.marketId)
  if (zone.id !== undefined && !zones.some(({ id }) => id === zone.id)) return refuse({ code: 'unknown_zone' })

  if (zone.countries.length === 0) return refuse({ code: 'no_country' })
  const outside = zone.countries.find((country) => !market.countries.includes(country))
  if (outside !== undefined) return refuse({ code: 'country_outside', value: outside })
  const others = zones.filter(({ id }) => id !== zone.id).flatMap(({ countries }) => countries)
  const taken = zone.countries.find((country) => others.includes(country))
  if (taken !== undefined) return refuse({ code: 'country_taken', value: taken })
  for (const [method, input] of zone.methods.entries()) {
    const code = wrongWith(input)
    if (code) return refuse({ code, method })
  }

  const id = zone.id ?? newId<'shipping_zone'>()
  await writeZone(tx, id, { ...zone, countries: [...new Set(zone.countries)] })
  return ok({ id })
}

const isWhole = (number: number): boolean => Number.isSafeInteger(number) && number >= 0

function wrongWith(method: MethodInput) {
  const { name, rates, minDays, maxDays, freeFromAmount } = method
  if (!Object.values(name).some((text) => text.trim() !== '')) return 'method_without_name'
  const limits = new Set(rates.map(({ upTo }) => upTo))
  if (rates.length === 0 || limits.size !== rates.length) return 'method_without_rate'
  if (!isWhole(minDays) || !isWhole(maxDays) || maxDays < minDays) return 'invalid_days'
  const amounts = rates.flatMap(({ upTo, amount }) => [upTo ?? 0, amount])
  return [...amounts, freeFromAmount ?? 0].every(isWhole) ? null : 'invalid_amount'
}
