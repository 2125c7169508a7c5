import { sql } from 'kysely'

import type { Db } from '#platform/db'

/** A month as the shop's clock has it, and the instants where it begins and ends. */
export type Month = Readonly<{ name: string; timeZone: string; from: Date; until: Date }>

const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/

/** `2026-11` in a time zone; months have 28 to 31 days and a day may have 23 or 25 hours. Null for text that is none. */
export async function readMonth(db: Db, name: string, timeZone: string): Promise<Month | null> {
  if (!isMonth.test(name)) return null
  const { rows } = await sql<{ from: Date; until: Date }>`
    select first::timestamp at time zone ${timeZone} as from, (first + interval '1 month') at time zone ${timeZone} as until
    from (select ${`${name}-01`}::date as first) as month`.execute(db)
  return rows[0] ? { name, timeZone, ...rows[0] } : null
}
