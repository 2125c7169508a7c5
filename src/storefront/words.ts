import type { Language } from '#kernel/locale'
import { oncePer } from '#kernel/once-per'

const MOST = 5000
const known = new Map<string, string>()

/** Pages say the same few things again and again, and Intl takes its time. */
function written(key: string, write: () => string): string {
  const before = known.get(key)
  if (before !== undefined) return before
  if (known.size >= MOST) known.clear()
  const text = write()
  known.set(key, text)
  return text
}

const regions = oncePer((language) => new Intl.DisplayNames([language], { type: 'region' }))

/** A country's name in this language. */
export const countryName = (code: string, language: Language): string =>
  written(`country ${language} ${code}`, () => regions(language).of(code) ?? code)

const dayFormat = oncePer(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }),
)

/** `Tue 3 – Thu 5 Dec`. Days are 'YYYY-MM-DD'. */
export const daysBetween = ({ from, to }: Readonly<{ from: string; to: string }>, locale: string): string =>
  written(`days ${locale} ${from} ${to}`, () => dayFormat(locale).formatRange(new Date(from), new Date(to)))

export const dayOf = (moment: Date, locale: string): string => dayFormat(locale).format(moment)

const numbers = new Map<string, Intl.NumberFormat>()

/** `1.2 kg`, `350 g`, `30 cm`. */
export function measure(amount: number, unit: 'gram' | 'kilogram' | 'centimeter', locale: string): string {
  const key = `${locale} ${unit}`
  const format = numbers.get(key) ?? new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 2 })
  numbers.set(key, format)
  return written(`measure ${key} ${amount}`, () => format.format(amount))
}
