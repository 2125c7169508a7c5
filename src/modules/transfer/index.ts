export { importFile, type ImportDeps, type ImportOptions, type ImportProgress } from './import-file.ts'
export type { Counts, ImportReport, Outcome } from './report.ts'
export type { Problem, ProblemReport } from './problems.ts'
export type { SystemName } from './reading.ts'
export type { FetchLimits } from './pictures/fetch-picture.ts'
export type { PictureTools } from './pictures/store-pictures.ts'
export { putProduct, type Loss, type Put, type PutOptions } from './put-products.ts'
export type {
  AttributeRecord,
  CategoryPlace,
  OptionRecord,
  PictureRecord,
  PriceRecord,
  ProductRecord,
  StockRecord,
  VariantRecord,
} from './record.ts'
export { exportCatalog, type ExportOptions } from './export-catalog.ts'
