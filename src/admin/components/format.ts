import { format, type Money } from '#kernel/money'

/** The desk speaks one language for now; money and dates follow it. */
const locale = 'en-GB'

export const showMoney = (price: Money): string => format(price, locale)

const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' })

/** `14:05` today, `3 Mar, 14:05` this year, `3 Mar 2025` before. In the reader's own time zone. */
export function showWhen(iso: string, now: Date = new Date()): string {
  const at = new Date(iso)
  if (at.toDateString() === now.toDateString()) return time.format(at)
  if (at.getFullYear() !== now.getFullYear()) return dayAndYear.format(at)
  return `${day.format(at)}, ${time.format(at)}`
}

export const showExactly = (iso: string): string => exact.format(new Date(iso))

const countries = new Intl.DisplayNames(locale, { type: 'region' })

export const countryName = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code)

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
