import type { CheckoutView } from '#modules/checkout'
import { checkVatId, readTaxSettings, readVatId, vatOf } from '#modules/tax'
import { Field } from '../components/Field.tsx'
import type { StorefrontDeps } from '../deps.ts'
import type { FieldProblem } from './check-form.ts'
import type { CheckoutInput, Values } from './form.ts'
import type { CheckoutWords } from './messages.ts'

type Props = {
  words: CheckoutWords
  vat: CheckoutView['vat']
  values: Values
  error: string | undefined
}

/** For businesses of other countries of the Union; where it makes no sense nobody is asked. */
export const VatField = ({ words, vat, values, error }: Props) => {
  const said = vat.offered && error === undefined ? sayVat(vat, words) : ''
  return (
    <div data-part="vat">
      {vat.offered && (
        <Field
          name="vat_id"
          type="text"
          label={words.vat.label}
          note={words.vat.why}
          error={error}
          defaultValue={values.vat_id}
          autoComplete="off"
          autoCapitalize="characters"
          spellcheck={false}
          maxLength={40}
          data-refresh=""
        />
      )}
      {said !== '' && (
        <p className={vat.reverseCharge ? 'vat-said vat-said--good' : 'vat-said'} role="status">
          {said}
        </p>
      )}
    </div>
  )
}

/** How it stands with the ID that was typed; '' when there is nothing to say. */
function sayVat({ state, reverseCharge, holder, checkId }: CheckoutView['vat'], { vat }: CheckoutWords): string {
  if (state === 'valid') return reverseCharge ? vat.valid(holder) : vat.ownCountry
  if (state === 'format_only') return reverseCharge ? vat.later : checkId === null ? vat.outside : vat.silent
  return state === 'unchecked' ? vat.unchecked : ''
}

/** What is wrong with the ID of a view that was made after the register was asked. */
export const vatProblems = ({ vat }: CheckoutView, { wrong }: CheckoutWords): FieldProblem[] =>
  vat.offered && vat.state === 'invalid'
    ? [{ field: 'vat_id', message: vat.checkId === null ? wrong.vat_id : wrong.vat_unknown }]
    : []

/**
 * Has the register asked about the ID that was typed, if that could change anything, and tells what is wrong with it. Not
 * inside a transaction.
 */
export async function askRegister(
  { db, clock, vatRegister: register }: StorefrontDeps,
  { vat_id: typed, country }: Pick<CheckoutInput, 'vat_id' | 'country'>,
  { wrong }: CheckoutWords,
): Promise<FieldProblem[]> {
  const read = readVatId(typed)
  if (!read) return []
  const place = { country, region: '', postcode: '' }
  const { offered } = vatOf({ vatId: null, check: null, place, settings: await readTaxSettings(db) })
  if (!offered) return []
  if (!read.isSound) return [{ field: 'vat_id', message: wrong.vat_id }]
  const check = await checkVatId({ db, clock, register }, typed)
  return check?.state === 'invalid' ? [{ field: 'vat_id', message: wrong.vat_unknown }] : []
}
