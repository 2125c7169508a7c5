import type { OrderLineId, PaymentId } from '#kernel/id'
import { allocate, money, portion, type Currency, type Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import type { NewRefundLine, RefundParts } from '#modules/payment'
import { divided, partsOf, scaled, sumOfParts, within, withoutParts, type Piece } from './refund-parts.ts'

/** `gross`: what the buyer paid for it. `refunded`: pieces, or for shipping minor units, that went back before. */
type Bought = Readonly<{ gross: number; tax: number; jurisdiction: string; ratePpm: number; refunded: number }>

export type RefundFacts = Readonly<{
  currency: Currency
  lines: readonly (Bought & {
    id: OrderLineId
    quantity: number
    giftCard: boolean
    /** Pieces that refunds before have put on the shelf, also those that failed. */
    putBack: number
  })[]
  shipping: Bought
  /** What every refund before was for. */
  given: readonly RefundParts[]
  /** What each way to pay can still give back, in minor units. */
  payments: readonly { id: PaymentId; left: number }[]
}>

export type RefundWish = Readonly<{
  lines: readonly { orderLineId: OrderLineId; quantity: number }[]
  /** Of the shipping, in minor units with tax. */
  shipping: number
  /** Another sum than that of the lines and shipping; alone: a sum for nothing in particular. Null: theirs. */
  amount: number | null
}>

export type RefundPlan = Readonly<{
  amount: Money
  lines: readonly Omit<NewRefundLine, 'restocked' | 'removed'>[]
  tenders: readonly { paymentId: PaymentId; amount: Money; parts: RefundParts }[]
}>

export type RefundProblem =
  | { code: 'nothing_to_refund' }
  | { code: 'too_many'; orderLineId: OrderLineId; left: number }
  /** Where: 'shipping', 'amount', or the whole. */
  | { code: 'too_much'; field: 'shipping' | 'amount' | ''; left: Money }
  /** What is left is the price of gift cards that stay with the buyer: those go back by their lines. */
  | { code: 'keeps_gift_cards'; left: Money }

/**
 * What goes back, for what, and through which way to pay. The rule: each way to pay gets back in proportion to what is
 * left of what it paid, the odd cent by the largest remainder, and so never more than it paid. Several refunds of one line
 * add up to its price to the cent, and no tax goes back that was not there.
 */
export function planRefund(facts: RefundFacts, wish: RefundWish): Result<RefundPlan, RefundProblem> {
  const problem = problemOf(facts, wish)
  if (problem) return { ok: false, refusal: problem }
  const { currency } = facts
  const chosen = wish.lines.flatMap((line) => pieceOf(facts, line))
  const shipping = wish.shipping > 0 ? [pieceOfShipping(facts, wish.shipping)] : []
  const pieces = [...chosen.map(({ piece }) => piece), ...shipping]
  const worth = pieces.reduce((all, { gross }) => all + gross, 0)
  const amount = wish.amount ?? worth
  if (amount <= 0) return refuse({ code: 'nothing_to_refund' })
  const above = limitOf(facts, wish, { amount, worth: pieces.length > 0 ? worth : null })
  if (above) return { ok: false, refusal: above }

  const rest = restOf(facts)
  const mixture = pieces.length > 0 ? partsOf(pieces) : rest
  const parts = amount === sumOfParts(mixture) ? mixture : scaled(mixture, amount, currency)
  return ok({
    amount: money(amount, currency),
    lines: linesOf(facts, wish, { chosen, amount, worth }),
    tenders: over(facts, within(parts, rest, currency)),
  })
}

function problemOf({ lines, shipping, currency }: RefundFacts, wish: RefundWish): RefundProblem | null {
  for (const [index, { orderLineId, quantity }] of wish.lines.entries()) {
    const line = lines.find((one) => one.id === orderLineId)
    const isTwice = wish.lines.findIndex((other) => other.orderLineId === orderLineId) !== index
    const left = line && !isTwice ? line.quantity - line.refunded : 0
    if (quantity > left || quantity < 1) return { code: 'too_many', orderLineId, left }
  }
  const left = shipping.gross - shipping.refunded
  return wish.shipping > left ? { code: 'too_much', field: 'shipping', left: money(left, currency) } : null
}

/** `worth`: of the pieces that go back; null for a sum for nothing in particular. */
function limitOf(
  facts: RefundFacts,
  wish: RefundWish,
  { amount, worth }: { amount: number; worth: number | null },
): RefundProblem | null {
  const { currency, payments } = facts
  if (worth !== null && amount > worth) return { code: 'too_much', field: 'amount', left: money(worth, currency) }
  const left = payments.reduce((all, payment) => all + payment.left, 0)
  const field = wish.amount === null ? '' : 'amount'
  if (amount > left) return { code: 'too_much', field, left: money(left, currency) }
  const free = Math.max(left, sumOfParts(restOf(facts))) - worthOfKept(facts, wish)
  return amount > free ? { code: 'keeps_gift_cards', left: money(Math.max(0, free), currency) } : null
}

/** What the gift cards cost that the buyer keeps when this has gone back: nobody has both the card and its price. */
function worthOfKept({ lines, currency }: RefundFacts, wish: RefundWish): number {
  return lines
    .filter(({ giftCard }) => giftCard)
    .reduce((all, { id, gross, quantity, refunded }) => {
      const chosen = wish.lines.find(({ orderLineId }) => orderLineId === id)?.quantity ?? 0
      return all + share(gross, { from: refunded + chosen, upTo: quantity, whole: quantity }, currency)
    }, 0)
}

/** The share of `upTo` of `whole`, less what `from` had: shares of one line add up to it. */
function share(
  amount: number,
  { from, upTo, whole }: { from: number; upTo: number; whole: number },
  currency: Currency,
) {
  const of = (count: number): number => portion(money(amount, currency), count, whole).amount
  return of(upTo) - of(from)
}

type Chosen = Readonly<{ orderLineId: OrderLineId; quantity: number; piece: Piece }>

function pieceOf({ lines, currency }: RefundFacts, { orderLineId, quantity }: RefundWish['lines'][number]): Chosen[] {
  const line = lines.find((one) => one.id === orderLineId)
  if (!line) return []
  const range = { from: line.refunded, upTo: line.refunded + quantity, whole: line.quantity }
  const { jurisdiction, ratePpm } = line
  const gross = share(line.gross, range, currency)
  return [
    {
      orderLineId,
      quantity,
      piece: { kind: 'goods', gross, tax: share(line.tax, range, currency), jurisdiction, ratePpm },
    },
  ]
}

function pieceOfShipping({ shipping, currency }: RefundFacts, amount: number): Piece {
  const range = { from: shipping.refunded, upTo: shipping.refunded + amount, whole: shipping.gross }
  const { jurisdiction, ratePpm } = shipping
  return { kind: 'shipping', gross: amount, tax: share(shipping.tax, range, currency), jurisdiction, ratePpm }
}

/** Everything that was bought and has not gone back: what a sum for nothing in particular is made of. */
export function restOf({ lines, shipping, given }: RefundFacts): RefundParts {
  const whole = partsOf([
    ...lines.map((line): Piece => ({ ...line, kind: 'goods' })),
    { ...shipping, kind: 'shipping' },
  ])
  return withoutParts(whole, given)
}

type Decided = Readonly<{ chosen: readonly Chosen[]; amount: number; worth: number }>

function linesOf({ currency }: RefundFacts, wish: RefundWish, { chosen, amount, worth }: Decided): RefundPlan['lines'] {
  const rows: (Omit<NewRefundLine, 'restocked' | 'removed' | 'amount'> & { gross: number })[] = [
    ...chosen.map(({ orderLineId, quantity, piece }) => ({
      kind: 'line' as const,
      orderLineId,
      quantity,
      gross: piece.gross,
    })),
    ...(wish.shipping > 0 ? [{ kind: 'shipping' as const, orderLineId: null, quantity: 0, gross: wish.shipping }] : []),
  ]
  const whole = money(amount, currency)
  if (rows.length === 0) return [{ kind: 'amount', orderLineId: null, quantity: 0, amount: whole }]
  const shares =
    worth > 0
      ? allocate(
          whole,
          rows.map(({ gross }) => gross),
        )
      : []
  return rows.map(({ kind, orderLineId, quantity }, index) => ({
    kind,
    orderLineId,
    quantity,
    amount: shares[index] ?? money(0, currency),
  }))
}

function over({ payments, currency }: RefundFacts, parts: RefundParts): RefundPlan['tenders'] {
  const able = payments.filter(({ left }) => left > 0)
  const shares = allocate(
    money(sumOfParts(parts), currency),
    able.map(({ left }) => left),
  )
  const divisions = divided(
    parts,
    shares.map((one) => one.amount),
    currency,
  )
  return able.flatMap(({ id }, index) => {
    const amount = shares[index]
    const own = divisions[index]
    return amount && own && amount.amount > 0 ? [{ paymentId: id, amount, parts: own }] : []
  })
}
