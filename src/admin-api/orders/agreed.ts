import type { Order, OrderLine } from '#modules/order'
import type { AgreedView, WhyView } from './types.ts'

/** What was agreed about money besides the plain sums: discounts, relief, codes, and why. */
export const agreedOf = (order: Order): AgreedView => ({
  discounts: order.discounts.map(({ promotionId, name, code, amount }) => ({ promotionId, name, code, amount })),
  taxRelief: order.taxRelief,
  reverseCharge: order.reverseCharge,
  vat: vatOf(order),
  codes: order.codes.map((result) => ({
    code: result.code,
    refused: result.state === 'refused' ? result.reason : null,
  })),
  shippingWhy: whyOf(order.shippingWhy),
})

const vatOf = ({ vatId, vatCheck }: Order): AgreedView['vat'] =>
  vatId === null
    ? null
    : {
        id: vatId,
        state: vatCheck?.state ?? null,
        register: vatCheck?.register ?? '',
        holder: vatCheck?.holder ?? '',
        consultation: vatCheck?.consultation ?? '',
        at: vatCheck?.checkedAt.toISOString() ?? null,
      }

/** Step by step to the total of a line or of shipping. */
export const whyOf = (steps: OrderLine['why']): WhyView[] =>
  steps.map(({ kind, label, amount }) => ({ kind, label, amount }))
