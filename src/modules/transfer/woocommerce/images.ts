import type { Row } from '../csv/row.ts'

/** A comma inside an address is part of it: only one before the next address parts two. */
export function imagesOf(row: Row): string[] {
  const text = row.text('images')
  const parts = /^https?:/i.test(text) ? text.split(/,\s*(?=https?:\/\/)/i) : text.split(',')
  return parts.map((part) => part.trim().replace(/,$/, '')).filter((part) => part !== '')
}
