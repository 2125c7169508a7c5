import type { System } from '../reading.ts'
import { header, score } from './columns.ts'
import { grouping } from './grouping.ts'
import { read } from './read.ts'

/** Shopify's product CSV, old and new header, and mixes of them. */
export const shopify: System = {
  name: 'shopify',
  score,
  header,
  priceFields: ['price', 'compareAt'],
  grouping,
  read,
}
