import { europeanRates, SINCE, specialPlaces } from './known-rates-europe.ts'
import { stateRates } from './known-rates-us.ts'
import type { TaxRate } from './tax.ts'

const ppm = (percent: number): number => Math.round(percent * 10_000)

/** Everything a new shop knows about tax rates. Staff may add their own. */
export const knownRates: readonly TaxRate[] = [
  ...europeanRates.flatMap(([country, startsOn, percents]) =>
    Object.entries(percents).map(([taxClass, percent]) => ({
      country,
      region: '',
      postcodePattern: '',
      taxClass,
      startsOn,
      name: 'VAT',
      ratePpm: ppm(percent),
    })),
  ),
  ...specialPlaces.map(([country, postcodePattern, percent]) => ({
    country,
    region: '',
    postcodePattern,
    taxClass: 'standard',
    startsOn: SINCE,
    name: 'VAT',
    ratePpm: ppm(percent),
  })),
  ...Object.entries({ '': 0, ...stateRates }).map(([region, percent]) => ({
    country: 'US',
    region,
    postcodePattern: '',
    taxClass: 'standard',
    startsOn: SINCE,
    name: 'Sales tax',
    ratePpm: ppm(percent),
  })),
]
