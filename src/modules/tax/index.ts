export { readTaxRates } from './queries.ts'
export { seedTaxRates } from './seed-tax-rates.ts'
export { rateAt, taxIn, taxOn, type AppliedRate, type TaxClass, type TaxPlace, type TaxRate } from './tax.ts'
