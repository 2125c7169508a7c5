/**
 * The sums again, in whole minor units, with arithmetic of our own: nothing here is the shop's. A half is rounded away
 * from zero, as the merchant's guide says.
 */
export function share(whole: bigint, numerator: bigint, denominator: bigint): bigint {
  const size = (whole < 0n ? -whole : whole) * numerator
  const rounded = size / denominator + ((size % denominator) * 2n >= denominator ? 1n : 0n)
  return whole < 0n ? -rounded : rounded
}

const MILLION = 1_000_000n

/** Of a sum that contains its tax, or to which it is added. */
export const taxOf = (sum: bigint, ppm: bigint, isContained: boolean): bigint =>
  isContained ? share(sum, ppm, MILLION + ppm) : share(sum, ppm, MILLION)

/** Parts that add up: each its share rounded down, the units that are left to the largest remainders. */
export function spread(whole: bigint, weights: readonly bigint[]): bigint[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0n)
  if (all === 0n) return weights.map(() => 0n)
  const parts = weights.map((weight) => (whole * weight) / all)
  const order = weights
    .map((weight, index) => ({ index, left: (whole * weight) % all }))
    .toSorted((a, b) => (a.left === b.left ? a.index - b.index : a.left > b.left ? -1 : 1))
  let rest = whole - parts.reduce((sum, part) => sum + part, 0n)
  for (const { index } of order) {
    if (rest === 0n) break
    parts[index] = (parts[index] ?? 0n) + 1n
    rest -= 1n
  }
  return parts
}

export const total = (parts: readonly bigint[]): bigint => parts.reduce((sum, part) => sum + part, 0n)

export type Rate = Readonly<{ region: string; postcodes: string; class: string; ppm: number }>
export type Place = Readonly<{ region: string; postcode: string }>

const instead: Readonly<Record<string, string>> = {
  super_reduced: 'reduced',
  reduced_high: 'reduced',
  reduced: 'standard',
}

/** What a class of goods is taxed at in a place, of the rates of its country; 0 where none is known. */
export function rateFor(rates: readonly Rate[], { region, postcode }: Place, taxClass: string): bigint {
  if (taxClass === 'zero') return 0n
  const plain = postcode.replaceAll(/[ -]/g, '').toUpperCase()
  const here = rates.filter((rate) => rate.region === '' || rate.region === region)
  const ordinary = classRate(
    here.filter((rate) => rate.postcodes === ''),
    taxClass,
  )
  if (ordinary === null) return 0n
  const special = here.filter((rate) => rate.postcodes !== '' && new RegExp(`^(${rate.postcodes})$`).test(plain))
  const exact = special.find((rate) => rate.class === taxClass)
  if (exact) return BigInt(exact.ppm)
  const standard = special.find((rate) => rate.class === 'standard')
  return BigInt(standard ? Math.min(standard.ppm, ordinary) : ordinary)
}

function classRate(rates: readonly Rate[], taxClass: string): number | null {
  const found = rates.filter((rate) => rate.class === taxClass).toSorted((a, b) => b.region.length - a.region.length)
  if (found[0]) return found[0].ppm
  return taxClass === 'standard' ? null : classRate(rates, instead[taxClass] ?? 'standard')
}
