import type { OrderLineView } from '../../admin-api/types.ts'

/** Pieces that are still to be sent. */
export const leftOf = ({ quantity, sent, removed }: OrderLineView): number => quantity - sent - removed
