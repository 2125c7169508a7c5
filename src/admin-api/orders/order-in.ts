import { z } from 'zod'

import type { OrderId } from '#kernel/id'
import type { Db } from '#platform/db'
import type { Ask } from '#platform/http/route'
import { idIn } from '../desk.ts'

/** The version of the order that the screen showed: a change of an older one is refused. */
export const seen = z.number().int().min(0).optional()

/** The order that the path names, or null. */
export async function orderIn(c: Ask, db: Db): Promise<OrderId | null> {
  const id = idIn<'order'>(c)
  if (!id) return null
  const row = await db.selectFrom('orders').select('id').where('id', '=', id).executeTakeFirst()
  return row ? id : null
}
