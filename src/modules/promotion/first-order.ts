import { sql, type RawBuilder } from 'kysely'

import type { CustomerId, OrderId } from '#kernel/id'
import type { Db } from '#platform/db'
import { runNamed } from '#platform/prepared'

/** Who buys, as far as known: by the key of the address, and by the account that is signed in. */
export type Buyer = Readonly<{ customerKey: string | null; customerId: CustomerId | null }>

/**
 * Whether this buyer has an order that stands or is being paid: under the address however it is written, by the account
 * or one with that address, or under the account's address. An offered order is none before it is paid. `except`: the order that asks.
 */
export const hasOrdered = ({ customerKey, customerId }: Buyer, except: OrderId | null = null): RawBuilder<boolean> =>
  sql<boolean>`exists (
    select from orders o where o.state in ('pending', 'open', 'completed') and o.id is distinct from ${except}::uuid
      and (o.customer_id = ${customerId}::uuid
        or o.customer_id in (select u.id from customers u where customer_key(u.email) = customer_key(${customerKey}))
        or customer_key(o.email) = customer_key(${customerKey})
        or customer_key(o.email) = (select customer_key(u.email) from customers u where u.id = ${customerId}::uuid)))`

/**
 * Nobody is known yet: then it is one, until the address says otherwise. '' will not say it before the price stands
 * (express): then it is none.
 */
export async function isFirstOrder(db: Db, buyer: Buyer): Promise<boolean> {
  if (buyer.customerKey === '') return false
  if (buyer.customerKey === null && buyer.customerId === null) return true
  const statement = sql<{ ordered: boolean }>`select ${hasOrdered(buyer)} as ordered`
  const [row] = await runNamed(db, 'has_ordered', statement)
  return row?.ordered === false
}

/** What orders of one buyer have in common, sorted: they take turns at offers for first orders. */
export const turnsOf = ({ customerKey, customerId }: Buyer): RawBuilder<unknown> => sql`(
    select turn from (
      select customer_key(${customerKey}) as turn union select ${customerId}::text
      union select customer_key(u.email) from customers u where u.id = ${customerId}::uuid
    ) every_turn where turn is not null order by turn offset 0)`
