import { createHmac } from 'node:crypto'

import type { GiftCardId } from '#kernel/id'

/** A gift card's code without dashes: nineteen characters of five bits, and one that checks them. */
export type GiftCardCode = string & { readonly code: 'gift_card' }

/** No I, L, O, U: nothing that reads like a digit, and no words. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DATA = 19
const READ_AS: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

/**
 * The code of a card, made from its id under a key that is not in the database: 95 bits that nobody can guess, and that
 * a job which is run again makes again. `version` grows when a code is replaced.
 */
export function codeOf(secret: string, id: GiftCardId, version: number): GiftCardCode {
  const digest = createHmac('sha256', secret).update(`code:${id}:${version}`).digest()
  const data = [...digest.subarray(0, DATA)].map((byte) => byte & 31)
  return letters([...data, times2(folded(data))]) as GiftCardCode
}

/** What was typed, however it was written; null for what no shop of ours ever gave out, a typing error included. */
export function readCode(text: string): GiftCardCode | null {
  const plain = text
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll(/[OIL]/g, (letter) => READ_AS[letter] ?? letter)
  const values = [...plain].map((letter) => LETTERS.indexOf(letter))
  const isWhole = values.length === DATA + 1 && !values.includes(-1)
  return isWhole && folded(values) === 0 ? (plain as GiftCardCode) : null
}

/** `K7QF-…`: as it is written in a mail. */
export const writtenCode = (code: GiftCardCode): string => code.replaceAll(/(.{4})(?=.)/g, '$1-')

/** The last four, by which people tell cards apart. */
export const hintOf = (code: GiftCardCode): string => code.slice(-4)

/** What the database holds instead of the code. */
export const hashOf = (secret: string, code: GiftCardCode): Buffer =>
  createHmac('sha256', secret).update(`hash:${code}`).digest()

const letters = (values: readonly number[]): string => values.map((value) => LETTERS[value]).join('')

/** Twice a value, in the field of 32 elements. */
const times2 = (value: number): number => (value << 1) ^ (value & 16 ? 0b100101 : 0)

/** Zero for a right code: each place weighs differently, so one wrong or two swapped characters show. */
const folded = (values: readonly number[]): number => values.reduce((sum, value) => times2(sum) ^ value, 0)
