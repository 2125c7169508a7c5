const QUARTER_MS = 900_000

/** Newer than its types. */
type Zoned = Intl.Locale & { getTimeZones?: () => string[] | undefined }

type Known = { clocks: readonly Intl.DateTimeFormat[]; quarter: number; day: string }
const known = new Map<string, Known>()

/**
 * The day in a country at this moment, 'YYYY-MM-DD': its new rates begin when its day does, not ours. Where a country has
 * several clocks the day that most of them show counts; where none is known, that of UTC. Clocks: the CLDR of the runtime.
 */
export function taxDay(country: string, now: Date): string {
  const place = known.get(country) ?? { clocks: clocksOf(country), quarter: Number.NaN, day: '' }
  known.set(country, place)
  // Every clock on earth turns to its next day at a full quarter of an hour, and reading them takes long.
  const quarter = Math.floor(now.getTime() / QUARTER_MS)
  if (quarter !== place.quarter) Object.assign(place, { quarter, day: dayOnMost(place.clocks, now) })
  return place.day
}

function clocksOf(country: string): Intl.DateTimeFormat[] {
  const isCountry = /^[A-Z]{2}$/.test(country)
  const zones = isCountry ? (new Intl.Locale(`und-${country}`) as Zoned).getTimeZones?.() : undefined
  return (zones?.length ? zones : ['UTC']).map((timeZone) => new Intl.DateTimeFormat('en-CA', { timeZone }))
}

function dayOnMost(clocks: readonly Intl.DateTimeFormat[], now: Date): string {
  const shown = clocks.map((clock) => clock.format(now)).toSorted()
  const counts = new Map<string, number>()
  for (const day of shown) counts.set(day, (counts.get(day) ?? 0) + 1)
  const [[day] = ['']] = [...counts].toSorted(([, a], [, b]) => b - a)
  return day
}
