import { sql } from 'kysely'

import type { OrderId } from '#kernel/id'
import { currencyOf } from '#kernel/money'
import type { Tx } from '#platform/db'
import { runNamed } from '#platform/prepared'
import type { SaleFacts } from './sale.ts'

type Row = {
  currency: string
  prices_include_tax: boolean
  total_amount: number
  tax_amount: number
  discount_amount: number
  tax_relief_amount: number
  shipping_amount: number
  lines: SaleFacts['lines']
  taxes: SaleFacts['taxes']
}

/** What was agreed, from the frozen order. It never changes, so it may be read along with the lock. */
export async function readSale(tx: Tx, orderId: OrderId): Promise<SaleFacts> {
  const statement = sql<Row>`select o.currency, o.prices_include_tax, o.total_amount, o.tax_amount, o.discount_amount,
      o.tax_relief_amount, o.shipping_amount,
      (select jsonb_agg(jsonb_build_object('total', total_amount, 'tax', tax_amount, 'discount', discount_amount,
        'taxRelief', tax_relief_amount, 'giftCard', gift_card)) from order_lines where order_id = o.id) as lines,
      coalesce((select jsonb_agg(jsonb_build_object('country', country, 'region', region, 'ratePpm', rate_ppm,
        'base', base_amount, 'tax', tax_amount)) from order_taxes where order_id = o.id), '[]') as taxes
    from orders o where o.id = ${orderId}`
  const [row] = await runNamed(tx, 'read_sale', statement)
  if (!row) throw new RangeError(`no such order: ${orderId}`)
  return factsOf(orderId, row)
}

function factsOf(orderId: OrderId, { lines, taxes, ...row }: Row): SaleFacts {
  const ofLines = (key: 'tax' | 'discount' | 'taxRelief'): number => lines.reduce((all, line) => all + line[key], 0)
  const off = row.discount_amount - ofLines('discount') + row.tax_relief_amount - ofLines('taxRelief')
  return {
    orderId,
    currency: currencyOf(row.currency),
    taxIncluded: row.prices_include_tax,
    lines,
    shipping: { total: row.shipping_amount - off, tax: row.tax_amount - ofLines('tax') },
    taxes,
    total: row.total_amount,
  }
}
