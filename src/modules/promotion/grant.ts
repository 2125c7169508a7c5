import { allocate, money, portion, sum, times, type Money } from '#kernel/money'
import { never } from '#kernel/result'
import { isIn } from './fits.ts'
import { cheapestPieces, givenPieces, type Pieces } from './pieces.ts'
import type { Amounts, Promotion, PromotionCart } from './promotion.ts'

/** A sum for each line in the cart's order, and one for shipping: what is left to pay, or what is taken off. */
export type Parts = Readonly<{ lines: readonly Money[]; shipping: Money }>

const WHOLE = 1_000_000

export const nothingOff = (cart: PromotionCart): Parts => ({
  lines: cart.lines.map(() => money(0, cart.currency)),
  shipping: money(0, cart.currency),
})

/** What this promotion alone takes off what the ones before it left. Never more than that. */
export function grant(promotion: Promotion, cart: PromotionCart, left: Parts): Parts {
  const { reward } = promotion
  switch (reward.kind) {
    case 'percent_items':
    case 'percent_order':
      return off(cart, percentOff(promotion, { cart, left, ppm: reward.ppm }))
    case 'amount_items':
    case 'amount_order':
      return off(cart, amountOff(promotion, { cart, left, amounts: reward.amounts }))
    case 'amount_each':
      return off(cart, amountOffEach(promotion, { cart, left, amounts: reward.amounts }))
    case 'buy_get':
      return off(cart, piecesOff(givenPieces(promotion, reward, cart), { cart, left, ppm: reward.ppm }))
    case 'cheapest_free':
      return off(cart, piecesOff(cheapestPieces(promotion, reward, cart), { cart, left, ppm: WHOLE }))
    case 'shipping':
      return { ...nothingOff(cart), shipping: portion(left.shipping, reward.ppm, WHOLE) }
    default:
      return never(reward)
  }
}

const off = (cart: PromotionCart, lines: readonly Money[]): Parts => ({ ...nothingOff(cart), lines })

/** What is left of the lines it is for; nothing of the others. */
const rewarded = ({ rewards }: Promotion, cart: PromotionCart, left: Parts): Money[] =>
  cart.lines.map((line, position) =>
    isIn(rewards, line) ? (left.lines[position] ?? money(0, cart.currency)) : money(0, cart.currency),
  )

type Percent = { cart: PromotionCart; left: Parts; ppm: number }
type Amount = { cart: PromotionCart; left: Parts; amounts: Amounts }

/** Rounded once, on the whole; the lines share it. */
function percentOff(promotion: Promotion, { cart, left, ppm }: Percent): Money[] {
  const lines = rewarded(promotion, cart, left)
  return shared(portion(sum(lines, cart.currency), ppm, WHOLE), lines)
}

function amountOff(promotion: Promotion, { cart, left, amounts }: Amount): Money[] {
  const lines = rewarded(promotion, cart, left)
  const most = sum(lines, cart.currency)
  return shared(money(Math.min(amounts[cart.currency] ?? 0, most.amount), cart.currency), lines)
}

function amountOffEach(promotion: Promotion, { cart, left, amounts }: Amount): Money[] {
  const each = money(amounts[cart.currency] ?? 0, cart.currency)
  return rewarded(promotion, cart, left).map((most, position) => {
    const wanted = times(each, cart.lines[position]?.quantity ?? 0)
    return money(Math.min(wanted.amount, most.amount), cart.currency)
  })
}

/** A piece is worth its part of what is left of its line. */
const piecesOff = (pieces: Pieces, { cart, left, ppm }: Percent): Money[] =>
  cart.lines.map((line, position) => {
    const most = left.lines[position] ?? money(0, cart.currency)
    return portion(most, (pieces[position] ?? 0) * ppm, line.quantity * WHOLE)
  })

/** In proportion to the lines, exactly: no line gets more than it has. */
const shared = (whole: Money, lines: readonly Money[]): Money[] =>
  whole.amount === 0
    ? lines.map(() => whole)
    : allocate(
        whole,
        lines.map((line) => line.amount),
      )
