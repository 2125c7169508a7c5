import type { TaxClass } from './tax.ts'

type Percents = Readonly<Partial<Record<TaxClass, number>>>

/** Earlier days do not matter: an order keeps its own copy of the rate it was charged. */
export const SINCE = '2020-01-01'

/** VAT in percent, each line from a day on. The EU's 27, Britain, Switzerland with Liechtenstein, Norway. */
export const europeanRates: readonly (readonly [country: string, startsOn: string, percents: Percents])[] = [
  ['AT', SINCE, { standard: 20, reduced: 10, reduced_high: 13 }],
  ['BE', SINCE, { standard: 21, reduced: 6, reduced_high: 12 }],
  ['BG', SINCE, { standard: 20, reduced: 9 }],
  ['CY', SINCE, { standard: 19, reduced: 5, reduced_high: 9 }],
  ['CZ', SINCE, { standard: 21, reduced: 10, reduced_high: 15 }],
  ['CZ', '2024-01-01', { standard: 21, reduced: 12, reduced_high: 12 }],
  ['DE', '2021-01-01', { standard: 19, reduced: 7 }],
  ['DK', SINCE, { standard: 25 }],
  ['EE', SINCE, { standard: 20, reduced: 9 }],
  ['EE', '2024-01-01', { standard: 22, reduced: 9 }],
  ['EE', '2025-07-01', { standard: 24, reduced: 13 }],
  ['ES', SINCE, { standard: 21, reduced: 10, super_reduced: 4 }],
  ['FI', SINCE, { standard: 24, reduced: 10, reduced_high: 14 }],
  ['FI', '2024-09-01', { standard: 25.5, reduced: 10, reduced_high: 14 }],
  ['FR', SINCE, { standard: 20, reduced: 5.5, reduced_high: 10, super_reduced: 2.1 }],
  ['GR', SINCE, { standard: 24, reduced: 6, reduced_high: 13 }],
  ['HR', SINCE, { standard: 25, reduced: 5, reduced_high: 13 }],
  ['HU', SINCE, { standard: 27, reduced: 5, reduced_high: 18 }],
  ['IE', '2021-03-01', { standard: 23, reduced: 9, reduced_high: 13.5, super_reduced: 4.8 }],
  ['IT', SINCE, { standard: 22, reduced: 5, reduced_high: 10, super_reduced: 4 }],
  ['LT', SINCE, { standard: 21, reduced: 5, reduced_high: 9 }],
  ['LU', SINCE, { standard: 17, reduced: 8, super_reduced: 3 }],
  ['LU', '2023-01-01', { standard: 16, reduced: 7, super_reduced: 3 }],
  ['LU', '2024-01-01', { standard: 17, reduced: 8, super_reduced: 3 }],
  ['LV', SINCE, { standard: 21, reduced: 5, reduced_high: 12 }],
  ['MT', SINCE, { standard: 18, reduced: 5, reduced_high: 7 }],
  ['NL', SINCE, { standard: 21, reduced: 9 }],
  ['PL', SINCE, { standard: 23, reduced: 5, reduced_high: 8 }],
  ['PT', SINCE, { standard: 23, reduced: 6, reduced_high: 13 }],
  ['RO', SINCE, { standard: 19, reduced: 5, reduced_high: 9 }],
  ['RO', '2025-08-01', { standard: 21, reduced: 11, reduced_high: 11 }],
  ['SE', SINCE, { standard: 25, reduced: 6, reduced_high: 12 }],
  ['SI', SINCE, { standard: 22, reduced: 5, reduced_high: 9.5 }],
  ['SK', SINCE, { standard: 20, reduced: 10 }],
  ['SK', '2025-01-01', { standard: 23, reduced: 5, reduced_high: 19 }],
  ['GB', SINCE, { standard: 20, reduced: 5 }],
  ['CH', SINCE, { standard: 7.7, reduced: 2.5 }],
  ['CH', '2024-01-01', { standard: 8.1, reduced: 2.6 }],
  ['LI', SINCE, { standard: 7.7, reduced: 2.5 }],
  ['LI', '2024-01-01', { standard: 8.1, reduced: 2.6 }],
  ['NO', SINCE, { standard: 25, reduced: 12, reduced_high: 15 }],
]

/** Places inside a country with a standard rate of their own, by postcode. */
export const specialPlaces: readonly (readonly [country: string, postcodes: string, percent: number])[] = [
  // Jungholz and the Kleinwalsertal are reached from Germany only.
  ['AT', '6691', 19],
  ['AT', '699[123]', 19],
  // Büsingen, Heligoland.
  ['DE', '78266', 0],
  ['DE', '27498', 0],
  // Canary Islands, Ceuta, Melilla.
  ['ES', '35\\d{3}|38\\d{3}', 0],
  ['ES', '5100[1-5]|5107[01]|51081', 0],
  ['ES', '5200[0-6]|5207[01]|52081', 0],
  // Åland.
  ['FI', '22\\d{3}', 0],
  // Guadeloupe, Martinique, Guiana, Réunion, Mayotte; Saint-Pierre and the collectivities of the Pacific.
  ['FR', '971\\d{2}', 8.5],
  ['FR', '972\\d{2}', 8.5],
  ['FR', '973\\d{2}', 0],
  ['FR', '974\\d{2}', 8.5],
  ['FR', '976\\d{2}', 0],
  ['FR', '975\\d{2}|98[678]\\d{2}', 0],
  // Guernsey and Jersey share Britain's postcodes, not its VAT.
  ['GB', '(GY|JE)\\d.*', 0],
  // Mount Athos.
  ['GR', '63086', 0],
  // Campione, Livigno.
  ['IT', '22061', 0],
  ['IT', '23041', 0],
  // Madeira, Azores.
  ['PT', '9[0-4]\\d{2,}', 22],
  ['PT', '9[5-9]\\d{2,}', 18],
]
