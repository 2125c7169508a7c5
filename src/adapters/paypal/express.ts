import type { Express } from '#modules/payment'
import { addressOf } from './address.ts'
import { unitOf, type PaypalOrder } from './order.ts'

const MARK = 'express'

/**
 * PayPal cannot be told to which country alone something goes, and we must know it when the buyer has approved. It stands
 * in the `reference_id`, which PayPal gives back and lets nobody change; `custom_id` bears our own id.
 */
export function referenceIdFor(express: Express | null | undefined): string {
  if (!express) return 'default'
  return express.isSent ? `${MARK}-${express.country}` : MARK
}

const referenceIdOf = (order: PaypalOrder): string => unitOf(order).reference_id ?? ''

/** The page asked where it goes. */
export const isSentExpress = (order: PaypalOrder): boolean => referenceIdOf(order).startsWith(`${MARK}-`)

/** Made without knowing the buyer. */
export const isExpress = (order: PaypalOrder): boolean => isSentExpress(order) || referenceIdOf(order) === MARK

/** Its buyer agrees, and wants it sent where it was not offered, or nobody knows where. */
export function isElsewhere(order: PaypalOrder): boolean {
  if (order.status !== 'APPROVED' || !isSentExpress(order)) return false
  const chosen = addressOf(unitOf(order).shipping?.address, '')
  return referenceIdOf(order) !== `${MARK}-${chosen?.country ?? ''}`
}
