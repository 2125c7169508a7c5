import type { System } from '../reading.ts'
import { header, score } from './columns.ts'
import { grouping } from './grouping.ts'
import { read } from './read.ts'

/** Magento 2's product CSV, full exports and the columns of a hand-made file. */
export const magento: System = {
  name: 'magento',
  score,
  header,
  priceFields: ['price', 'special_price', 'msrp_price'],
  grouping,
  read,
}
