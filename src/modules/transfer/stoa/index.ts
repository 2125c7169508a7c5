import type { System } from '../reading.ts'
import { header, score } from './columns.ts'
import { grouping } from './grouping.ts'
import { read } from './read.ts'

/** The shop's own CSV: what `export` writes. */
export const stoa: System = { name: 'stoa', score, header, priceFields: [], grouping, read }
