import { checkVAT, countries } from 'jsvat-next'

/**
 * A VAT ID as it was typed, read. `country` is the code that addresses use: Greek IDs start with EL, the country is GR.
 * `isSound`: the form and, where the country has one, the check digits are right; whether it was ever given out only the
 * register knows.
 */
export type VatId = Readonly<{ id: string; country: string; isSound: boolean }>

const MOST = 20

/** Null when nothing was typed. Spaces, dots, dashes and slashes do not count. */
export function readVatId(typed: string): VatId | null {
  const id = typed.toUpperCase().replaceAll(/[\s.\-_/]/g, '')
  if (id === '') return null
  const prefix = id.slice(0, 2)
  const { isValid } =
    id.length <= MOST && /^[A-Z]{2}[0-9A-Z+*]+$/.test(id) ? checkVAT(id, countries) : { isValid: false }
  return { id: id.slice(0, MOST), country: prefix === 'EL' ? 'GR' : prefix, isSound: isValid }
}
