import { z } from 'zod'

import type { GatewayDispute } from '#modules/payment'
import { fromPaypal } from './amounts.ts'
import type { PaypalClient } from './client.ts'
import { capturesOf, hasMoney, type PaypalOrder } from './order.ts'

const sum = z.object({ currency_code: z.string().length(3), value: z.string().max(32) })
const summary = z.object({
  dispute_id: z.string().regex(/^[A-Za-z0-9-]{1,100}$/),
  reason: z.string().max(100).optional(),
  status: z.string().max(100),
  dispute_amount: sum,
  seller_response_due_date: z.string().max(64).optional(),
})
const disputeList = z.object({ items: z.array(summary).optional() })
const details = z.object({ dispute_outcome: z.object({ outcome_code: z.string().max(100) }).optional() })

/** Accounts without the right to read disputes have none that we could tell of. */
export async function disputesOf(client: PaypalClient, order: PaypalOrder): Promise<GatewayDispute[]> {
  const all: GatewayDispute[] = []
  for (const { id } of capturesOf(order).filter(hasMoney)) {
    const said = await client.call({ method: 'GET', path: `/v1/customer/disputes?disputed_transaction_id=${id}` })
    const read = said.ok ? disputeList.safeParse(said.value) : null
    for (const one of read?.success ? (read.data.items ?? []) : [])
      all.push({
        ref: one.dispute_id,
        state: await stateOf(client, one),
        amount: fromPaypal(one.dispute_amount),
        reason: one.reason ?? '',
        dueAt: one.seller_response_due_date ? new Date(one.seller_response_due_date) : null,
      })
  }
  return all
}

const won = new Set(['RESOLVED_SELLER_FAVOUR', 'CANCELED_BY_BUYER', 'DENIED'])

/**
 * The list does not say how a dispute ended, only its details do; until they can be read nothing is decided. PayPal holds
 * the money from the first day on, also while buyer and seller still talk (its stage INQUIRY): that is open for us.
 */
async function stateOf(
  client: PaypalClient,
  { dispute_id: id, status }: z.infer<typeof summary>,
): Promise<GatewayDispute['state']> {
  if (status !== 'RESOLVED') return 'open'
  const said = await client.call({ method: 'GET', path: `/v1/customer/disputes/${id}` })
  const read = said.ok ? details.safeParse(said.value) : null
  const outcome = read?.success ? read.data.dispute_outcome?.outcome_code : undefined
  return outcome === undefined ? 'open' : won.has(outcome) ? 'won' : 'lost'
}
