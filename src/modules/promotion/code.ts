import { normalizeEmail } from '#modules/customer'

/**
 * A code as it is stored and compared: without spaces around it and without the invisible signs that copying brings
 * along, in capitals, in one form of Unicode. `" summer10 "` → `"SUMMER10"`.
 */
export function normalizeCode(text: string): string {
  const plain = text.normalize('NFKC').replaceAll(/[\p{C}\p{Z}]+/gu, '')
  return plain.toUpperCase().normalize('NFKC')
}

/** Two to forty letters, digits and the signs between them that survive being written on paper. */
export const isCode = (normalized: string): boolean =>
  normalized.length >= 2 && normalized.length <= 40 && /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._%&+-]*$/u.test(normalized)

/**
 * Whom a limit for each customer counts: the address in small letters, without what follows a plus sign, and for Gmail
 * without dots, since all of these reach the same person.
 */
export function customerKeyOf(email: string): string {
  const address = normalizeEmail(email)
  const at = address.lastIndexOf('@')
  if (at <= 0) return address
  const domain = address.slice(at + 1).replace(/^googlemail\.com$/, 'gmail.com')
  const name = address.slice(0, at).replace(/(.)\+.*$/, '$1')
  return `${domain === 'gmail.com' ? name.replaceAll('.', '') : name}@${domain}`
}
