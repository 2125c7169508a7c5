import type { PaymentMethod } from '#modules/payment'

/** The shopper sends the money; goods are held for two weeks meanwhile. */
export const bankTransfer = (holdDays: number | null = 14): PaymentMethod => ({
  kind: 'offline',
  code: 'bank_transfer',
  holdDays,
  offeredTo: () => true,
})

/** The carrier takes the money at the door: only for what is carried, and held until staff decide. */
export const cashOnDelivery = (holdDays: number | null = null): PaymentMethod => ({
  kind: 'offline',
  code: 'cash_on_delivery',
  holdDays,
  offeredTo: ({ requiresShipping }) => requiresShipping,
})

type InvoiceTerms = Readonly<{
  holdDays?: number | null
  payWithinDays?: number | null
  /** Ids of the customer groups that may; null: everybody. */
  groups?: readonly string[] | null
}>

/** The shopper pays after the goods have come; nobody waits for the money before they are sent. */
export const invoice = ({
  holdDays = null,
  payWithinDays = null,
  groups = null,
}: InvoiceTerms = {}): PaymentMethod => ({
  kind: 'offline',
  code: 'invoice',
  holdDays,
  payWithinDays,
  offeredTo: ({ customerGroupId = null }) =>
    groups === null || (customerGroupId !== null && groups.includes(customerGroupId)),
})
