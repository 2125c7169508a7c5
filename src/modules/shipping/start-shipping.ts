import { readMarkets, type Market } from '#modules/market'
import type { Tx } from '#platform/db'
import { saveZone, type MethodInput } from './save-zone.ts'
import { lockZones, marketsWithoutZone } from './store.ts'

type FirstZone = Readonly<{ name: string; countries?: readonly string[]; methods: readonly MethodInput[] }>

const WEIGHT_LIMITS = [1000, 5000, 31_500]

/** Amounts are minor units of the market's currency. A zone without countries takes the rest of the market. */
const firstZones: Readonly<Record<string, readonly FirstZone[]>> = {
  eu: [
    {
      name: 'Germany',
      countries: ['DE'],
      methods: [standard([490, 690, 990], 6900, [2, 3]), express(1290, [1, 1])],
    },
    {
      name: 'Neighbors',
      countries: ['AT', 'BE', 'CZ', 'DK', 'FR', 'LU', 'NL', 'PL'],
      methods: [standard([890, 1190, 1690], 12900, [3, 5]), express(2490, [1, 2])],
    },
    { name: 'Rest of the Union', methods: [standard([1290, 1690, 2490], 17900, [4, 8])] },
  ],
  uk: [{ name: 'United Kingdom', methods: [standard([890, 1190, 1690], 12000, [4, 7]), express(2490, [2, 3])] }],
  ch: [{ name: 'Switzerland', methods: [standard([990, 1390, 1990], 15000, [3, 5]), express(2900, [2, 2])] }],
  no: [{ name: 'Norway', methods: [standard([11900, 15900, 21900], 150000, [4, 7]), express(29900, [2, 3])] }],
  us: [{ name: 'United States', methods: [standard([1490, 1990, 2990], 17500, [6, 10]), express(3900, [3, 4])] }],
}

/** A parcel priced by weight: up to 1 kg, 5 kg and the carrier's limit. */
function standard(
  amounts: readonly number[],
  freeFromAmount: number,
  [minDays, maxDays]: [number, number],
): MethodInput {
  return {
    name: { en: 'Standard delivery', de: 'Standardversand' },
    kind: 'by_weight',
    rates: amounts.map((amount, step) => ({ upTo: WEIGHT_LIMITS[step] ?? null, amount })),
    freeFromAmount,
    minDays,
    maxDays,
  }
}

function express(amount: number, [minDays, maxDays]: [number, number]): MethodInput {
  const name = { en: 'Express', de: 'Express' }
  return { name, kind: 'flat', rates: [{ upTo: null, amount }], freeFromAmount: null, minDays, maxDays }
}

/** Gives each of the first five markets that cannot ship yet its zones and methods; does nothing where there are some. */
export async function startShipping(tx: Tx): Promise<void> {
  await lockZones(tx)
  const bare = new Set((await marketsWithoutZone(tx)).map(({ id }) => id))
  for (const market of await readMarkets(tx)) {
    if (bare.has(market.id)) await start(tx, market, firstZones[market.code] ?? [])
  }
}

async function start(tx: Tx, market: Market, zones: readonly FirstZone[]): Promise<void> {
  const named = zones.flatMap(({ countries = [] }) => countries)
  const rest = market.countries.filter((country) => !named.includes(country))
  for (const [position, { name, methods, countries = rest }] of zones.entries()) {
    const here = countries.filter((country) => market.countries.includes(country))
    if (here.length === 0) continue
    const saved = await saveZone(tx, { marketId: market.id, name, position, countries: here, methods })
    if (!saved.ok) throw new Error(`The first shipping zones are wrong: ${saved.refusal.code}`)
  }
}
