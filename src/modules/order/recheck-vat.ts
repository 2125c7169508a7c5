import { sql } from 'kysely'

import type { OrderId } from '#kernel/id'
import { ok } from '#kernel/result'
import { checkVatId, type VatCheck, type VatDeps } from '#modules/tax'
import { command, type Tx } from '#platform/db'
import { recordEvent } from '#platform/events'

const MOST_AT_ONCE = 50

type Waiting = { id: OrderId; vat_id: string; vat_check_id: string }

/**
 * Asks the register again about the IDs of orders that were let off the tax while it was silent, as long as it is silent
 * and the order younger than 30 days. What it says is kept with the order and told in its story; the tax stays as it was
 * agreed, and what follows from a no is the merchant's to decide. Answers how many got an answer.
 */
export async function recheckVat(deps: VatDeps): Promise<number> {
  const { db, clock } = deps
  const { rows } = await sql<Waiting>`
    select o.id, o.vat_id, o.vat_check_id from orders o join vat_checks v on v.id = o.vat_check_id
    where o.reverse_charge and v.state = 'unavailable' and o.state <> 'canceled'
      and o.placed_at > ${clock.now()}::timestamptz - interval '30 days'
    order by o.placed_at desc limit ${MOST_AT_ONCE}`.execute(db)
  const answers = new Map<string, VatCheck | null>()
  let answered = 0
  for (const order of rows) {
    if (!answers.has(order.vat_id)) answers.set(order.vat_id, await checkVatId(deps, order.vat_id, { again: true }))
    const check = answers.get(order.vat_id)
    if (!check || check.state === 'unavailable') continue
    const kept = await command(db, (tx) => keep(tx, order, check))
    if (kept.ok && kept.value) answered += 1
  }
  return answered
}

/** False when somebody else has kept an answer meanwhile. */
async function keep(tx: Tx, order: Waiting, check: VatCheck) {
  const updated = await tx
    .updateTable('orders')
    .set({ vat_check_id: check.id })
    .where('id', '=', order.id)
    .where('vat_check_id', '=', order.vat_check_id)
    .executeTakeFirst()
  if (updated.numUpdatedRows === 0n) return ok(false)
  const data = { vatId: order.vat_id, state: check.state }
  await recordEvent(tx, { type: 'order.vat_checked', subjectId: order.id, data })
  return ok(true)
}
