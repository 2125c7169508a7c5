import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { deleteRate, upsertRate } from './store.ts'
import { taxClasses, wholePostcode, type TaxRate } from './tax.ts'

export type SaveRateRefusal = { code: 'no_such_class' } | { code: 'not_a_rate' } | { code: 'not_a_pattern' }

/** A rate that holds from a day on; the same place, class and day again replaces it. Orders keep the rate they had. */
export async function saveTaxRate(tx: Tx, rate: TaxRate): Promise<Result<null, SaveRateRefusal>> {
  if (!taxClasses.some((one) => one === rate.taxClass)) return refuse({ code: 'no_such_class' })
  if (!Number.isInteger(rate.ratePpm) || rate.ratePpm < 0 || rate.ratePpm > 1_000_000)
    return refuse({ code: 'not_a_rate' })
  if (!isPattern(rate.postcodePattern)) return refuse({ code: 'not_a_pattern' })
  await upsertRate(tx, rate)
  return ok(null)
}

/** Every quote for this country reads it. */
function isPattern(text: string): boolean {
  try {
    return wholePostcode(text) instanceof RegExp
  } catch {
    return false
  }
}

export type RateKey = Pick<TaxRate, 'country' | 'region' | 'postcodePattern' | 'taxClass' | 'startsOn'>

/** From then on the rate before it holds again, or none; one that is not there is no mistake. */
export async function removeTaxRate(tx: Tx, key: RateKey): Promise<Result<null, never>> {
  await deleteRate(tx, key)
  return ok(null)
}
