import type { System } from '../reading.ts'
import { header, score } from './columns.ts'
import { grouping } from './grouping.ts'
import { read } from './read.ts'

/** WooCommerce's product CSV, with the header in English or in the language of the site. */
export const woocommerce: System = {
  name: 'woocommerce',
  score,
  header,
  priceFields: ['regularPrice', 'salePrice'],
  grouping,
  read,
}
