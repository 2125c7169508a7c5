export { readTaxRates } from './queries.ts'
export { seedTaxRates } from './seed-tax-rates.ts'
export {
  rateAt,
  taxClasses,
  taxIn,
  taxOn,
  type AppliedRate,
  type TaxClass,
  type TaxPlace,
  type TaxRate,
} from './tax.ts'
