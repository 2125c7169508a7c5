import type { PaymentMethod } from '#modules/payment'

/** The shopper sends the money; goods are held for two weeks meanwhile. */
export const bankTransfer = (holdDays = 14): PaymentMethod => ({
  kind: 'offline',
  code: 'bank_transfer',
  holdDays,
  offeredTo: () => true,
})

/** The carrier takes the money at the door: only for what is carried, and held until staff decide. */
export const cashOnDelivery = (): PaymentMethod => ({
  kind: 'offline',
  code: 'cash_on_delivery',
  holdDays: null,
  offeredTo: ({ requiresShipping }) => requiresShipping,
})
