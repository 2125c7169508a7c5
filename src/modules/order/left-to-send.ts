import type { OrderLine } from './order.ts'

/** Pieces of a line that are neither sent nor taken out by a refund. */
export const leftToSend = ({ quantity, sent, removed }: Pick<OrderLine, 'quantity' | 'sent' | 'removed'>): number =>
  quantity - sent - removed
