import { format, type Money } from '#kernel/money'
import { words } from '../messages/index.ts'

/** The desk speaks one language for now; money and dates follow it. */
const locale = 'en-GB'

export const showMoney = (price: Money): string => format(price, locale)

const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' })

const DAY_MS = 86_400_000

/** `Today, 14:05`, `Yesterday, 14:05`, `3 Mar, 14:05` this year, else `3 Mar 2025`. In the reader's own time zone. */
export function showWhen(iso: string, now: Date = new Date()): string {
  const at = new Date(iso)
  if (at.toDateString() === now.toDateString()) return words.today(time.format(at))
  if (at.toDateString() === new Date(now.getTime() - DAY_MS).toDateString()) return words.yesterday(time.format(at))
  if (at.getFullYear() !== now.getFullYear()) return dayAndYear.format(at)
  return `${day.format(at)}, ${time.format(at)}`
}

export const showExactly = (iso: string): string => exact.format(new Date(iso))

const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** `2026-03` → `March 2026`, to choose from. */
export const monthChoices = (months: readonly string[]): { value: string; label: string }[] =>
  months.map((value) => ({ value, label: month.format(new Date(`${value}-01T00:00:00Z`)) }))

const countries = new Intl.DisplayNames(locale, { type: 'region' })

export const countryName = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code)

/** Their names as people look for them, in the order of the alphabet. */
export const countryNames = (codes: readonly string[]): string[] =>
  codes.map(countryName).toSorted((a, b) => a.localeCompare(b, locale))

const currencies = new Intl.DisplayNames(locale, { type: 'currency' })

export const currencyName = (code: string): string => currencies.of(code) ?? code

/** `2026-03-04` → `4 Mar`: a date of the shop, no instant. */
export const showDay = (iso: string): string => day.format(new Date(`${iso}T12:00:00`))

/** `2026-03-04` → `4 Mar 2026`. */
export const showDayAndYear = (iso: string): string => dayAndYear.format(new Date(`${iso}T12:00:00`))

/** Parts per million → `19 %`. */
export const showRate = (ppm: number): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 }).format(ppm / 1_000_000)

type Period = { startsAt: string | null; endsAt: string | null }
type PeriodWords = { from: (when: string) => string; until: (when: string) => string; always: string }

/** From when until when something holds, or that it always does. */
export function showPeriod({ startsAt, endsAt }: Period, { from, until, always }: PeriodWords): string {
  const parts = [startsAt && from(showWhen(startsAt)), endsAt && until(showWhen(endsAt))].filter(Boolean)
  return parts.length === 0 ? always : parts.join(' ')
}
