import type { OrderId, OrderLineId, VariantId } from '#kernel/id'
import { commitStock, restockLines } from '#modules/inventory'
import { leftToSend, type Order } from '#modules/order'
import type { Tx } from '#platform/db'
import type { RefundFacts, RefundWish } from './refund-plan.ts'

/** Pieces of a line that go back on the shelf. `removed`: those of them that were still to be sent, and are not now. */
export type PutBack = Readonly<{ orderLineId: OrderLineId; variantId: VariantId; quantity: number; removed: number }>

/**
 * What of a refund goes back on the shelf. Pieces that were not sent yet count first, then those that have come back from
 * the buyer. A refund that failed has left its pieces on the shelf: no line comes back more often than it was bought.
 */
export function putBackOf({ lines }: RefundFacts, order: Order, wished: RefundWish['lines']): PutBack[] {
  return wished.flatMap(({ orderLineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === orderLineId)
    const before = lines.find(({ id }) => id === orderLineId)?.putBack ?? 0
    if (!line || before + quantity > line.quantity) return []
    const removed = line.giftCard ? 0 : Math.min(quantity, leftToSend(line))
    return [{ orderLineId, variantId: line.variantId, quantity, removed }]
  })
}

type Shelf = Readonly<{ orderId: OrderId; pieces: readonly PutBack[]; actor: string }>

/** What was only held (cash on delivery) leaves the shelf with it: what comes back is a part of that. */
export async function putBack(tx: Tx, { orderId, pieces, actor }: Shelf): Promise<void> {
  if (pieces.length === 0) return
  await commitStock(tx, { orderId, actor })
  await restockLines(tx, { orderId, lines: pieces, reason: 'refund', actor })
}
