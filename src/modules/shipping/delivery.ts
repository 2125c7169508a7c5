import type { ShippingOffer } from './shipping.ts'

/** The first and the last day on which the parcel should be there, as 'YYYY-MM-DD'. */
export type DeliveryRange = Readonly<{ from: string; to: string }>

/** Orders that arrive before this hour leave on the same business day. */
export const CUT_OFF_HOUR = 14

/** The clock on the warehouse's wall. */
const timeZone = 'Europe/Berlin'

const wall = new Intl.DateTimeFormat('en-CA', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
})

/** When an order of this moment arrives. Only Monday to Friday count; after the cut-off the parcel leaves a day later. */
export function deliveryRange(
  { minDays, maxDays }: Pick<ShippingOffer, 'minDays' | 'maxDays'>,
  now: Date,
): DeliveryRange {
  const leaves = leavingDay(now)
  return { from: text(daysAfter(leaves, minDays)), to: text(daysAfter(leaves, maxDays)) }
}

const HOUR_MS = 3_600_000
let leaving = { hour: Number.NaN, leaves: new Date(0) }

/** The same for a whole hour, and reading the clock on the wall takes long. */
function leavingDay(now: Date): Date {
  const hour = Math.floor(now.getTime() / HOUR_MS)
  if (hour !== leaving.hour) leaving = { hour, leaves: dayAfterCutOff(now) }
  return leaving.leaves
}

function dayAfterCutOff(now: Date): Date {
  const parts = wall.formatToParts(now)
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value)
  const today = new Date(Date.UTC(part('year'), part('month') - 1, part('day')))
  const inTime = isBusinessDay(today) && part('hour') < CUT_OFF_HOUR
  return inTime ? today : daysAfter(today, 1)
}

/** That many business days later; 0 is the day itself, or the next business day. */
function daysAfter(start: Date, count: number): Date {
  const day = new Date(start)
  for (let left = count; left > 0 || !isBusinessDay(day);) {
    day.setUTCDate(day.getUTCDate() + 1)
    if (isBusinessDay(day)) left -= 1
  }
  return day
}

const isBusinessDay = (day: Date): boolean => day.getUTCDay() !== 0 && day.getUTCDay() !== 6

const text = (day: Date): string => day.toISOString().slice(0, 10)

/** "Tue 3 – Thu 5 Dec": the days as people write them, the month once. */
export function deliveryText({ from, to }: DeliveryRange, language: string): string {
  const last = written(to, language, 'short')
  if (from === to) return last
  return `${written(from, language, from.slice(0, 7) === to.slice(0, 7) ? undefined : 'short')} – ${last}`
}

/** Making one takes a hundred times longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function written(day: string, language: string, month: 'short' | undefined): string {
  // English pages are read in Britain and America alike; with the day first nobody mistakes it for a month.
  const locale = language === 'en' ? 'en-GB' : language
  const parts = { timeZone: 'UTC', weekday: 'short', day: 'numeric' } as const
  const key = `${locale} ${month}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, month ? { ...parts, month } : parts)
  formats.set(key, known)
  return known.format(new Date(day))
}
