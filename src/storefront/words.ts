import type { Language } from '#kernel/locale'

const regions = new Map<Language, Intl.DisplayNames>()

/** A country's name in this language. */
export function countryName(code: string, language: Language): string {
  const names = regions.get(language) ?? new Intl.DisplayNames([language], { type: 'region' })
  regions.set(language, names)
  return names.of(code) ?? code
}

const days = new Map<string, Intl.DateTimeFormat>()

function dayFormat(locale: string): Intl.DateTimeFormat {
  const known = days.get(locale)
  if (known) return known
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
  days.set(locale, format)
  return format
}

const ranges = new Map<string, string>()

/** `Tue 3 – Thu 5 Dec`. Days are 'YYYY-MM-DD'. A day has few ranges, and writing one takes as long as ten prices. */
export function daysBetween({ from, to }: Readonly<{ from: string; to: string }>, locale: string): string {
  const key = `${locale} ${from} ${to}`
  const known = ranges.get(key)
  if (known !== undefined) return known
  if (ranges.size > 500) ranges.clear()
  const text = dayFormat(locale).formatRange(new Date(from), new Date(to))
  ranges.set(key, text)
  return text
}

export const dayOf = (moment: Date, locale: string): string => dayFormat(locale).format(moment)

const numbers = new Map<string, Intl.NumberFormat>()

/** `1.2 kg`, `350 g`, `30 cm`. */
export function measure(amount: number, unit: 'gram' | 'kilogram' | 'centimeter', locale: string): string {
  const key = `${locale} ${unit}`
  const known = numbers.get(key) ?? new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 2 })
  numbers.set(key, known)
  return known.format(amount)
}
