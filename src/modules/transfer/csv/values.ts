import { createHash } from 'node:crypto'

/** Splits at a sign that is not behind a backslash, and takes that backslash away: `a\, b, c` → `a, b` and `c`. */
export function splitEscaped(text: string, separator: string): string[] {
  const parts: string[] = []
  let part = ''
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '\\' && text.charAt(at + 1) === separator) part += text.charAt(++at)
    else if (char === separator) {
      parts.push(part)
      part = ''
    } else part += char
  }
  return [...parts, part].map((each) => each.trim()).filter((each) => each !== '')
}

const yes = new Set(['1', 'true', 'yes', 'y', 'ja', 'wahr', 'oui', 'si', 'sí'])
const no = new Set(['0', 'false', 'no', 'n', 'nein', 'falsch', 'non'])

/** Null for a blank cell and for what is neither. */
export function yesOrNo(cell: string): boolean | null {
  const text = cell.trim().toLowerCase()
  if (yes.has(text)) return true
  return no.has(text) ? false : null
}

/** Digits of a GTIN-8, -12, -13 or -14 whose check digit is right (GS1 General Specifications, 7.9), or null. */
export function gtinOf(cell: string): string | null {
  const digits = cell.replace(/^'/, '').replace(/[\s-]/g, '')
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits)) return null
  const weighted = [...digits].toReversed().map((digit, at) => Number(digit) * (at % 2 === 0 ? 1 : 3))
  return weighted.reduce((all, part) => all + part, 0) % 10 === 0 ? digits : null
}

/** The text on its own: V8 keeps the whole record alive behind a part of it that is kept. */
export const detached = (text: string): string => Buffer.from(text).toString()

/** `size_range` or `size range` → `Size range`. */
export function titled(code: string): string {
  const words = code.replace(/[_\s]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What an attribute goes by in the shop: letters a–z, digits, underscores. A name in another script gets a number. */
export function codeOf(name: string): string {
  const code = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  return code || `x${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}

const DAY = 86_400_000

/**
 * A date as the systems write it: `2015-10-25`, `2015-10-25 3:34:20`, `10/5/20`, `10/5/20, 4:58 PM` (month first, as
 * Magento in English), `25.10.2015`. Taken as UTC. A day without time means its beginning, or its end when `endOfDay`.
 * Undefined for what is no date.
 */
export function dateOf(cell: string, endOfDay = false): Date | undefined {
  const [, date = '', time = ''] = /^(\S+?)(?:(?:,\s*|\s+|T)(\d.*))?$/i.exec(cell.trim()) ?? []
  const day = dayOf(date)
  const offset = time === '' ? 0 : timeOf(time)
  if (day === undefined || offset === undefined) return undefined
  // An end without time, or at midnight sharp, is meant to hold that whole day.
  return new Date(day.getTime() + (endOfDay && offset === 0 ? DAY : offset))
}

/** Milliseconds since midnight: `4:58 PM`, `3:34:20`. */
function timeOf(text: string): number | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(AM|PM)?\s*Z?$/i.exec(text)
  if (!match) return undefined
  const [, hours, minutes, seconds = '0', half] = match
  const hour = (Number(hours) % (half ? 12 : 24)) + (half?.toUpperCase() === 'PM' ? 12 : 0)
  return hour * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000
}

function dayOf(text: string): Date | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/.exec(text)
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})$/.exec(text)
  if (iso) return realDay(iso[1], iso[2], iso[3])
  if (american) return realDay(american[3], american[1], american[2])
  return german ? realDay(german[3], german[2], german[1]) : undefined
}

function realDay(year = '', month = '', day = ''): Date | undefined {
  const full = year.length === 2 ? 2000 + Number(year) : Number(year)
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)))
  const real = date.getUTCFullYear() === full && date.getUTCMonth() === Number(month) - 1
  return real && date.getUTCDate() === Number(day) ? date : undefined
}

const blockTag =
  /^<\/?(?:p|div|[uo]l|li|d[ltd]|table|t[rdh]|thead|tbody|h[1-6]|blockquote|pre|figure|section|hr|iframe|!--)\b/i

/** Plain text with blank lines becomes paragraphs, as the other system shows it; HTML stays as it is. */
export function paragraphs(text: string): string {
  const trimmed = text.replace(/\r\n?/g, '\n').trim()
  if (trimmed === '') return ''
  return trimmed
    .split(/\n[ \t]*\n+/)
    .map((block) => block.trim())
    .map((block) => (blockTag.test(block) ? block : `<p>${block.replace(/\n/g, '<br>')}</p>`))
    .join('\n')
}
