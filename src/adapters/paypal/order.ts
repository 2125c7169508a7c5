import { z } from 'zod'

const short = z.string().max(300)
const sum = z.object({ currency_code: z.string().length(3), value: z.string().max(32) })
const link = z.object({ rel: short, href: z.string().max(2000) })
const reasons = z.object({ reason: short.optional() }).optional()

const authorization = z.object({
  id: short,
  status: short,
  status_details: reasons,
  amount: sum.optional(),
  expiration_time: z.string().max(64).optional(),
})

export const captureAnswer = z.object({
  id: short,
  status: short,
  status_details: reasons,
  amount: sum.optional(),
  seller_receivable_breakdown: z.object({ paypal_fee: sum.optional() }).optional(),
  supplementary_data: z.object({ related_ids: z.object({ order_id: short.optional() }).optional() }).optional(),
})

export const refundAnswer = z.object({
  id: short,
  status: short,
  status_details: reasons,
  amount: sum.optional(),
  custom_id: short.optional(),
  links: z.array(link).optional(),
})

/** What people typed and we only hand on: nonsense in it never hides how the money stands. */
const told = z.string().optional().catch(undefined)
const name = z.object({ given_name: told, surname: told, full_name: told }).optional().catch(undefined)
const phone = z.object({ country_code: told, national_number: told }).optional().catch(undefined)
const address = z
  .object({
    address_line_1: told,
    address_line_2: told,
    admin_area_2: told,
    admin_area_1: told,
    postal_code: told,
    country_code: told,
  })
  .optional()
  .catch(undefined)
const person = { email_address: told, name, address }

const unit = z.object({
  reference_id: short.optional(),
  custom_id: short.optional(),
  invoice_id: short.optional(),
  amount: sum.optional(),
  payee: z.object({ merchant_id: short.optional() }).optional(),
  shipping: z.object({ name, address }).optional().catch(undefined),
  payments: z
    .object({
      authorizations: z.array(authorization).optional(),
      captures: z.array(captureAnswer).optional(),
      refunds: z.array(refundAnswer).optional(),
    })
    .optional(),
})

/** An order as PayPal describes it, as far as we look. */
export const orderAnswer = z.object({
  id: short,
  intent: z.enum(['CAPTURE', 'AUTHORIZE']).optional(),
  status: short,
  purchase_units: z.array(unit).min(1).max(1),
  payment_source: z
    .object({ paypal: z.object({ account_id: short.optional(), phone_number: phone, ...person }).optional() })
    .optional(),
  payer: z
    .object({ phone: z.object({ phone_number: phone }).optional().catch(undefined), ...person })
    .optional()
    .catch(undefined),
  links: z.array(link).optional(),
})

export type PaypalOrder = z.infer<typeof orderAnswer>
export type PaypalCapture = z.infer<typeof captureAnswer>
export type PaypalRefund = z.infer<typeof refundAnswer>
export type PaypalUnit = z.infer<typeof unit>
export type PaypalName = NonNullable<z.infer<typeof name>>
export type PaypalPhone = NonNullable<z.infer<typeof phone>>
export type PaypalAddress = NonNullable<z.infer<typeof address>>

export const unitOf = (order: PaypalOrder): PaypalUnit => order.purchase_units[0] ?? {}
export const capturesOf = (order: PaypalOrder): PaypalCapture[] => unitOf(order).payments?.captures ?? []
export const refundsOf = (order: PaypalOrder): PaypalRefund[] => unitOf(order).payments?.refunds ?? []

/** The newest authorization: one that was renewed replaces the older. */
export const authorizationOf = (order: PaypalOrder) => unitOf(order).payments?.authorizations?.at(-1) ?? null

const took = new Set(['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED'])
export const hasMoney = ({ status }: PaypalCapture): boolean => took.has(status)

const gave = new Set(['COMPLETED', 'PENDING'])
export const isGiven = ({ status }: PaypalRefund): boolean => gave.has(status)

/**
 * PayPal has no way to end an order that is not approved. We mark it instead: an order that bears the mark is never
 * captured, and so no money moves.
 */
const MARK = 'ended:'
export const isEnded = (order: PaypalOrder): boolean => (unitOf(order).custom_id ?? '').startsWith(MARK)
export const endedMark = (order: PaypalOrder): string => `${MARK}${unitOf(order).custom_id ?? ''}`

/** Nothing else of ours may stand in the path of a request. */
export const isPaypalId = (ref: string): boolean => /^[A-Z0-9-]{6,36}$/.test(ref)
