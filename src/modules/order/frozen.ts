import { z } from 'zod'

import type { CouponId, OrderLineId, PromotionId } from '#kernel/id'
import { money, type Currency } from '#kernel/money'
import { summedUp, type Why } from '#modules/checkout'
import type { CodeResult, Discount } from '#modules/promotion'
import type { OrderVatCheck } from './order.ts'

const kinds = ['base', 'list', 'tier', 'sale', 'promotion', 'coupon', 'tax', 'reverse_charge', 'rounding'] as const
const whyRows = z.array(z.object({ kind: z.enum(kinds), label: z.string(), amount: z.int().nullable() }))

/** How a total came about, as it was frozen. */
export const whyIn = (value: unknown, currency: Currency): Why[] =>
  whyRows.parse(value).map((step) => ({ ...step, amount: step.amount === null ? null : money(step.amount, currency) }))

const promotionId = z.string().transform((id) => id as PromotionId)
const refusals = ['unknown', 'used_up', 'used_by_you', 'not_first_order', 'not_for_this_cart', 'beaten'] as const
const codeRows = z.array(
  z.discriminatedUnion('state', [
    z.object({ code: z.string(), state: z.literal('applied'), promotionId }),
    z.object({ code: z.string(), state: z.literal('refused'), reason: z.enum(refusals) }),
  ]),
)

/** What became of each code that the shopper typed. */
export const codesIn = (value: unknown): CodeResult[] => codeRows.parse(value)

const discountRows = z.array(
  z.object({
    line_id: z.string().nullable(),
    promotion_id: promotionId,
    coupon_id: z
      .string()
      .transform((id) => id as CouponId)
      .nullable(),
    name: z.string(),
    code: z.string().nullable(),
    amount: z.int(),
  }),
)

type Given = Readonly<{
  /** By promotion and code. */
  all: Discount[]
  /** Of one line; null: of shipping. */
  of: (line: OrderLineId | null) => Discount[]
}>

/** What promotions took off. */
export function discountsIn(value: unknown, currency: Currency): Given {
  const rows = discountRows.parse(value).map((row) => ({
    lineId: row.line_id,
    discount: {
      promotionId: row.promotion_id,
      couponId: row.coupon_id,
      code: row.code,
      name: row.name,
      amount: money(row.amount, currency),
    },
  }))
  return {
    all: summedUp(rows.map(({ discount }) => discount)),
    of: (line) => rows.filter(({ lineId }) => lineId === line).map(({ discount }) => discount),
  }
}

const vatCheckRow = z.object({
  state: z.enum(['valid', 'invalid', 'unavailable']),
  register: z.string(),
  holder_name: z.string(),
  consultation: z.string(),
  checked_at: z.string(),
})

/** What a register said about the buyer's VAT ID; null when nobody asked. */
export function vatCheckIn(value: unknown): OrderVatCheck | null {
  if (value === null) return null
  const { holder_name: holder, checked_at: at, ...check } = vatCheckRow.parse(value)
  return { ...check, holder, checkedAt: new Date(at) }
}
