import { OFFLINE } from '#modules/payment'
import type { Order } from './order.ts'

/** All its money went back, and none is still to come at the door or by transfer: nothing of it is sent. */
export const isGivenBack = ({ paymentStatus, payments }: Pick<Order, 'paymentStatus' | 'payments'>): boolean =>
  paymentStatus === 'refunded' && !payments.some(({ gateway, state }) => gateway === OFFLINE && state === 'pending')
