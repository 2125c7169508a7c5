import { newId, type MarketId, type ShippingMethodId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { readKnownMarkets, type Market } from '#modules/market'
import type { Tx } from '#platform/db'
import { readZones, type Zone } from './queries.ts'
import type { RateKind, ShippingRate } from './shipping.ts'
import { deleteZone, lockZones, writeZone } from './store.ts'

export type MethodInput = Readonly<{
  id?: ShippingMethodId
  /** By language; the first is used where one is missing. */
  name: Record<string, string>
  kind: RateKind
  rates: readonly ShippingRate[]
  freeFromAmount: number | null
  minDays: number
  maxDays: number
  /** Off: it stays, and nobody is offered it. */
  active?: boolean
}>

export type ZoneInput = Readonly<{
  id?: string
  marketId: MarketId
  name: string
  /** Where it stands among the market's zones; without one it stays where it is, or comes last. */
  position?: number
  /** What the screen showed; without one it is not asked. */
  expectedVersion?: number
  countries: readonly string[]
  methods: readonly MethodInput[]
}>

export type SaveZoneRefusal =
  | { code: 'unknown_market' }
  | { code: 'unknown_zone' }
  | { code: 'changed_meanwhile' }
  | { code: 'unknown_method'; method: number }
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
  const market = (await readKnownMarkets(tx)).find(({ id }) => id === zone.marketId)
  if (!market) return refuse({ code: 'unknown_market' })
  const zones = await readZones(tx, zone.marketId)
  const before = zones.find(({ id }) => id === zone.id)
  const refusal = zoneRefusal(zone, before) ?? countryRefusal(zone, market, zones) ?? methodRefusal(zone, before)
  if (refusal) return { ok: false, refusal }

  const id = zone.id ?? newId<'shipping_zone'>()
  const last = Math.max(-1, ...zones.map(({ position }) => position))
  const position = zone.position ?? before?.position ?? last + 1
  await writeZone(tx, id, { ...zone, position, countries: [...new Set(zone.countries)] })
  return ok({ id })
}

function zoneRefusal({ id, expectedVersion }: ZoneInput, before: Zone | undefined): SaveZoneRefusal | null {
  if (id !== undefined && !before) return { code: 'unknown_zone' }
  if (!before || expectedVersion === undefined || before.version === expectedVersion) return null
  return { code: 'changed_meanwhile' }
}

function countryRefusal(zone: ZoneInput, market: Market, zones: readonly Zone[]): SaveZoneRefusal | null {
  if (zone.countries.length === 0) return { code: 'no_country' }
  const outside = zone.countries.find((country) => !market.countries.includes(country))
  if (outside !== undefined) return { code: 'country_outside', value: outside }
  const others = zones.filter(({ id }) => id !== zone.id).flatMap(({ countries }) => countries)
  const taken = zone.countries.find((country) => others.includes(country))
  return taken === undefined ? null : { code: 'country_taken', value: taken }
}

function methodRefusal({ methods }: ZoneInput, before: Zone | undefined): SaveZoneRefusal | null {
  for (const [method, input] of methods.entries()) {
    const isKnown = input.id === undefined || before?.methods.some(({ id }) => id === input.id)
    const code = isKnown ? wrongWith(input) : 'unknown_method'
    if (code) return { code, method }
  }
  return null
}

/** Nothing is sent there any more, until another zone has its countries. Orders keep what they say. */
export async function removeZone(
  tx: Tx,
  { id, marketId, version }: { id: string; marketId: MarketId; version: number },
): Promise<Result<null, { code: 'unknown_zone' } | { code: 'changed_meanwhile' }>> {
  await lockZones(tx)
  const before = (await readZones(tx, marketId)).find((zone) => zone.id === id)
  if (!before) return refuse({ code: 'unknown_zone' })
  if (before.version !== version) return refuse({ code: 'changed_meanwhile' })
  await deleteZone(tx, id)
  return ok(null)
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
