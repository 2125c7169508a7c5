import type { Currency } from '#kernel/money'
import type { DecimalSign } from './csv/numbers.ts'
import type { Header, Row } from './csv/row.ts'
import type { Problem } from './problems.ts'
import type { ProductRecord } from './record.ts'

export type SystemName = 'shopify' | 'woocommerce' | 'magento' | 'stoa'

/** A market's price list, as far as a reader needs it. */
export type ListFacts = Readonly<{ code: string; marketName: string; currency: Currency }>

/** What a reader must know beyond its rows. */
export type ReadContext = Readonly<{
  /** The list that the file's prices go to. */
  list: ListFacts
  lists: readonly ListFacts[]
  decimal: DecimalSign
  /** What a weight without a unit is in: Magento's files do not say. */
  weightUnit: 'kg' | 'lbs'
}>

/** What became of one product's rows. Notes are true of the whole file and said once. */
export type Reading = { product: ProductRecord | null; problems: Problem[]; notes: Problem[] }

/** Which rows belong together. Rows are numbered in file order, from 0. */
export type Groups = {
  groups: number[][]
  problems: Problem[]
  /** Our own file's rows that are about the shop and not a product: put before the products, and after them. */
  shop?: { before: number[]; after: number[] }
}

/** Looks at every row once, keeping keys and row numbers only. */
export type Grouping = { add: (row: Row, number: number) => void; finish: () => Groups }

/** One kind of file: how to know it, which rows make a product, and how to read them. */
export type System = Readonly<{
  name: SystemName
  /** How many of the columns it knows; 0 when the ones that it must have are missing. */
  score: (names: readonly string[]) => number
  header: (names: readonly string[]) => Header
  /** Fields that hold prices: they tell the decimal sign. */
  priceFields: readonly string[]
  grouping: () => Grouping
  read: (rows: readonly Row[], context: ReadContext) => Reading
}>

/** Collects what a reader finds while it reads. */
export class Findings {
  readonly problems: Problem[] = []
  readonly notes: Problem[] = []

  error(row: Row, field: string, message: string): void {
    this.problems.push(row.error(field, message))
  }

  warning(row: Row, field: string, message: string): void {
    this.problems.push(row.warning(field, message))
  }

  note(row: Row, field: string, message: string): void {
    this.notes.push(row.warning(field, message))
  }

  done(product: ProductRecord | null): Reading {
    return { product, problems: this.problems, notes: this.notes }
  }
}
