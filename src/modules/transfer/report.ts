import { detached } from './csv/values.ts'
import type { Encoding } from './csv/text-file.ts'
import { Problems, type Problem, type ProblemReport } from './problems.ts'
import type { BatchPut } from './put-batch.ts'
import type { Reading, SystemName } from './reading.ts'
import type { ProductRecord, VariantRecord } from './record.ts'
import { wordsFor } from './words.ts'

/** What an import found in its file, and what it did (or, in a dry run, would do) with it. */
export type ImportReport = {
  /** Null: the file is none that we know. */
  system: SystemName | null
  encoding: Encoding
  separator: string
  /** False for a dry run: nothing was written. */
  applied: boolean
  /** False when it was stopped; running it again goes on from there. */
  finished: boolean
  /** Products that an earlier, stopped run had done already. */
  resumedAt: number
  market: string
  /** Of the products that could be read. Pictures are counted once a product; categories with those above them. */
  counts: Counts
  /** What became of the products. `failed` were refused by the shop or could not be read; each has a problem. */
  outcome: Outcome
  pictures: { stored: number; missing: number }
  /** Sum of the regular prices of all variants, in minor units, by currency. */
  priceSums: { currency: string; amount: number }[]
  problems: ProblemReport
}

export type Counts = {
  rows: number
  products: number
  variants: number
  categories: number
  pictures: number
  redirects: number
}

export type Outcome = { created: number; changed: number; unchanged: number; failed: number }

/** What a stopped run leaves behind for the next. */
export type Tally = {
  counts: Counts
  outcome: Outcome
  sums: Record<string, number>
  categories: string[]
  problems: ProblemReport
}

/** Adds up what the readers hand over and what became of it. */
export class Totals {
  readonly counts: Counts
  readonly problems: Problems
  #outcome: Outcome
  readonly #sums: Map<string, number>
  readonly #categories: Set<string>

  constructor(rows: number, earlier?: Tally) {
    this.counts = earlier?.counts ?? { rows, products: 0, variants: 0, categories: 0, pictures: 0, redirects: 0 }
    this.problems = new Problems(earlier?.problems)
    this.#outcome = earlier?.outcome ?? { created: 0, changed: 0, unchanged: 0, failed: 0 }
    this.#sums = new Map(Object.entries(earlier?.sums ?? {}))
    this.#categories = new Set(earlier?.categories)
  }

  get outcome(): Readonly<Outcome> {
    return this.#outcome
  }

  /** Rows that could not even be tied to a product. */
  addLost(problems: readonly Problem[]): void {
    this.problems.addAll(problems)
    this.#outcome.failed += problems.filter((problem) => problem.severity === 'error').length
  }

  /** `currencies`: of each price list, by code. */
  count({ product, problems, notes }: Reading, currencies: ReadonlyMap<string, string>): void {
    this.problems.addAll(problems)
    for (const note of notes) this.problems.addOnce(note)
    if (!product) {
      this.#outcome.failed += 1
      return
    }
    this.counts.products += 1
    this.counts.variants += product.variants.length
    this.counts.pictures += product.pictures?.length ?? 0
    this.counts.redirects += product.redirects.length
    for (const name of (product.categories ?? []).flatMap(namesOf)) this.#categories.add(detached(name))
    this.counts.categories = this.#categories.size
    for (const variant of product.variants) this.#addPrices(variant, currencies)
  }

  #addPrices({ prices }: VariantRecord, currencies: ReadonlyMap<string, string>): void {
    for (const [list, { amount }] of Object.entries(prices)) {
      const currency = currencies.get(list) ?? ''
      this.#sums.set(currency, (this.#sums.get(currency) ?? 0) + amount)
    }
  }

  /** What it adds up to, by currency. */
  get priceSums(): { currency: string; amount: number }[] {
    return [...this.#sums].map(([currency, amount]) => ({ currency, amount }))
  }

  /** What is to be kept if the transaction that put these products is. */
  after(records: readonly ProductRecord[], puts: readonly BatchPut[]): Tally {
    const outcome = { ...this.#outcome }
    const problems = new Problems(this.problems.report())
    for (const [at, put] of puts.entries()) {
      const line = records[at]?.line ?? 0
      const words = put.state === 'refused' ? wordsFor(put.refusal) : put.state === 'broken' ? put.message : null
      if (words !== null)
        problems.add({ line, column: '', message: `${words} The product is left out.`, severity: 'error' })
      if (put.state === 'refused' || put.state === 'broken') outcome.failed += 1
      else {
        outcome[put.state] += 1
        for (const loss of put.losses) problems.add({ ...loss, column: '', severity: 'warning' })
      }
    }
    const sums = Object.fromEntries(this.#sums)
    return { counts: this.counts, outcome, sums, categories: [...this.#categories], problems: problems.report() }
  }

  /** The transaction was kept. */
  adopt({ outcome, problems }: Tally): void {
    this.#outcome = outcome
    this.problems.become(problems)
  }
}

/** A category and those above it, each by its whole path. */
function namesOf(place: NonNullable<ProductRecord['categories']>[number]): string[] {
  if ('slug' in place) return [place.slug]
  if ('id' in place) return [place.id]
  return place.path.map((_, depth) =>
    place.path
      .slice(0, depth + 1)
      .join(' > ')
      .toLowerCase(),
  )
}
