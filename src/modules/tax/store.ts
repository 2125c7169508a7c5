import type { Db, Tx } from '#platform/db'
import type { VatAnswer } from './port.ts'
import type { TaxRate } from './tax.ts'
import type { VatCheck } from './vat.ts'

/** Adds the rates that are not there yet; one that staff changed stays as it is. */
export async function insertRates(tx: Tx, rates: readonly TaxRate[]): Promise<void> {
  const rows = rates.map(rowOf)
  await tx
    .insertInto('tax_rates')
    .values(rows)
    .onConflict((same) => same.doNothing())
    .execute()
}

/** Writes a rate over the one of the same place, class and day. */
export async function upsertRate(tx: Tx, rate: TaxRate): Promise<void> {
  await tx
    .insertInto('tax_rates')
    .values(rowOf(rate))
    .onConflict((same) =>
      same
        .columns(['country', 'region', 'postcode_pattern', 'class', 'starts_on'])
        .doUpdateSet({ name: rate.name, rate_ppm: rate.ratePpm }),
    )
    .execute()
}

export async function deleteRate(tx: Tx, key: Omit<TaxRate, 'name' | 'ratePpm'>): Promise<void> {
  await tx
    .deleteFrom('tax_rates')
    .where('country', '=', key.country)
    .where('region', '=', key.region)
    .where('postcode_pattern', '=', key.postcodePattern)
    .where('class', '=', key.taxClass)
    .where('starts_on', '=', key.startsOn)
    .execute()
}

const rowOf = (rate: TaxRate) => ({
  country: rate.country,
  region: rate.region,
  postcode_pattern: rate.postcodePattern,
  class: rate.taxClass,
  starts_on: rate.startsOn,
  name: rate.name,
  rate_ppm: rate.ratePpm,
})

type NewCheck = VatCheck & VatAnswer & Readonly<{ vatId: string; register: string }>

/** Keeps what a register said, for good. */
export async function insertCheck(db: Db | Tx, check: NewCheck): Promise<void> {
  await db
    .insertInto('vat_checks')
    .values({
      id: check.id,
      vat_id: check.vatId,
      state: check.state,
      register: check.register,
      holder_name: check.holderName,
      holder_address: check.holderAddress,
      consultation: check.consultation,
      answer: JSON.stringify(check.raw),
      checked_at: check.checkedAt,
    })
    .execute()
}

/** What was said about this ID last; null when nobody has asked. */
export async function readLastCheck(db: Db | Tx, vatId: string): Promise<VatCheck | null> {
  const row = await db
    .selectFrom('vat_checks')
    .select(['id', 'state', 'holder_name', 'checked_at'])
    .where('vat_id', '=', vatId)
    .orderBy('checked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? checkOf(row) : null
}

type CheckRow = { id: string; state: string; holder_name: string; checked_at: Date }

export const checkOf = (row: CheckRow): VatCheck => ({
  id: row.id,
  state: row.state === 'valid' || row.state === 'invalid' ? row.state : 'unavailable',
  holderName: row.holder_name,
  checkedAt: row.checked_at,
})
