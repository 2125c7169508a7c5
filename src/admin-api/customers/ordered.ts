import { sql } from 'kysely'

import type { Db } from '#platform/db'

/**
 * How many orders that count each address has, with an account or without; none is left out. Small letters: two ways to
 * write an address are one customer.
 */
export async function ordersOf(db: Db, emails: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (emails.length === 0) return new Map()
  const { rows } = await sql<{ email: string; count: number }>`
    select lower(email) as email, count(*)::integer as count from orders
    where lower(email) = any(${emails.map((email) => email.toLowerCase())}) and state in ('open', 'completed')
    group by lower(email)`.execute(db)
  return new Map(rows.map(({ email, count }) => [email, count]))
}
