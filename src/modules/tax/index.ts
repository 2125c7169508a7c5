export { checkVatId, type VatDeps } from './check-vat-id.ts'
export { emptyVatChecks } from './empty-vat-checks.ts'
export type { VatAnswer, VatRegister } from './port.ts'
export { listTaxRates, readTaxRates, taxedCountries } from './queries.ts'
export { removeTaxRate, saveTaxRate, type RateKey, type SaveRateRefusal } from './save-rate.ts'
export { saveTaxSettings, type SaveTaxSettingsRefusal } from './save-settings.ts'
export { seedTaxRates } from './seed-tax-rates.ts'
export { noTaxSettings, readTaxSettings, TAX_SETTINGS, taxSettings, type TaxSettings } from './settings.ts'
export { checkOf } from './store.ts'
export {
  rateAt,
  taxClasses,
  taxIn,
  taxOn,
  untaxed,
  type AppliedRate,
  type TaxClass,
  type TaxPlace,
  type TaxRate,
} from './tax.ts'
export { taxDay } from './tax-day.ts'
export { isInUnion } from './union.ts'
export { vatOf, type Vat, type VatCheck, type VatState } from './vat.ts'
export { readVatId, type VatId } from './vat-id.ts'
