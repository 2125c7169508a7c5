import type { OrderId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { markStale } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import { looksDifferent, type NotEnoughStock } from './stock.ts'
import { hold, restockPieces, turn, type Held, type Hold, type Moved, type Restock } from './store.ts'

/**
 * Holds stock for an order, all of it or none, for `holdSeconds` (null: until staff decide). Each variant at most once
 * in `lines`.
 */
export async function reserve(tx: Tx, order: Hold): Promise<Result<null, NotEnoughStock>> {
  const held = await hold(tx, order)
  const missing = held.find((line) => line.policy !== 'untracked' && !line.taken)
  if (missing) {
    const available = Math.max(0, missing.available ?? 0)
    return refuse({ code: 'not_enough_stock', variantId: missing.variantId, available })
  }
  const wanted = new Map(order.lines.map((line) => [line.variantId, line.quantity]))
  const changed = held.filter((line) => showsHold(line, wanted.get(line.variantId) ?? 0))
  await markStale(tx, [...new Set(changed.map(({ productId }) => `product:${productId}` as const))])
  return ok(null)
}

function showsHold({ taken, policy, available }: Held, quantity: number): boolean {
  if (!taken || policy === null || available === null) return false
  return looksDifferent({ policy, available }, { policy, available: available - quantity })
}

type Whose = Readonly<{ orderId: OrderId; reason?: string; actor: string }>

/** What an order holds leaves the shelf: it is sold. */
export async function commitStock(tx: Tx, { orderId, reason = '', actor }: Whose): Promise<void> {
  await turn(tx, { orderId, turn: 'commit', reason, actor })
}

/** What an order holds is free for others again. */
export async function releaseStock(tx: Tx, { orderId, reason = '', actor }: Whose): Promise<void> {
  await markFreed(tx, await turn(tx, { orderId, turn: 'release', reason, actor }))
}

/** What an order had bought is back on the shelf. */
export async function restock(tx: Tx, { orderId, reason = '', actor }: Whose): Promise<void> {
  await markFreed(tx, await turn(tx, { orderId, turn: 'restock', reason, actor }))
}

/** Some of what an order had bought is back on the shelf; what came back before is not counted twice. */
export async function restockLines(tx: Tx, pieces: Restock): Promise<void> {
  if (pieces.lines.length > 0) await markFreed(tx, await restockPieces(tx, pieces))
}

async function markFreed(tx: Tx, moved: readonly Moved[]): Promise<void> {
  const changed = moved.filter(({ policy, availableAfter, quantity }) =>
    looksDifferent({ policy, available: availableAfter - quantity }, { policy, available: availableAfter }),
  )
  await markStale(tx, [...new Set(changed.map(({ productId }) => `product:${productId}` as const))])
}
