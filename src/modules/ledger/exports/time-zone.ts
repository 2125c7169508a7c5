import { z } from 'zod'

import type { Db } from '#platform/db'

/** Where the shop's day and month begin. Kept under `books` among the settings. */
export const booksSettings = z.object({
  timeZone: z.string().refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), 'is no time zone'),
})

const USUAL = 'Europe/Berlin'

/** The time zone that months are cut by. */
export async function readTimeZone(db: Db): Promise<string> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', 'books').executeTakeFirst()
  const read = booksSettings.safeParse(row?.value)
  return read.success ? read.data.timeZone : USUAL
}
