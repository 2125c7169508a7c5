import { money, sum, type Money } from '#kernel/money'
import { fitOf } from './fits.ts'
import { grant, type Parts } from './grant.ts'
import type {
  CodeResult,
  Coupon,
  Discount,
  Promoted,
  Promotion,
  PromotionCart,
  PromotionFacts,
  Reward,
} from './promotion.ts'

/** One that fits and would save something; `saving` is what it takes off the untouched cart when it is alone. */
type Candidate = Readonly<{ promotion: Promotion; coupon: Coupon | null; saving: number }>

/**
 * What this cart saves. Of the offers that fit, each that cannot be combined stands alone, and those that can be combined
 * count together as one; the highest priority wins, then the larger saving, then the older. Within the combined, offers
 * on items come before those on the order and those before shipping, each in the same way: priority, saving, age; and
 * each takes from what the ones before it left. In which order codes were typed does not matter.
 */
export function applyPromotions(cart: PromotionCart, offers: readonly Promotion[], facts: PromotionFacts): Promoted {
  const codes = [...new Set(facts.codes)]
  const candidates = offers.flatMap((promotion) => candidateOf(promotion, cart, { ...facts, codes }))
  const winners = winnersOf(cart, candidates)
  const given = inTurn(cart, winners)
  return {
    lines: cart.lines.map((_, position) => ({
      discounts: given.flatMap(({ by, parts }) => discount(by, parts.lines[position])),
    })),
    shippingDiscounts: given.flatMap(({ by, parts }) => discount(by, parts.shipping)),
    codes: codes.map((code): CodeResult => {
      const applied = given.find(({ by, parts }) => by.coupon?.code === code && totalOf(cart, parts) > 0)
      if (applied) return { code, state: 'applied', promotionId: applied.by.promotion.id }
      return { code, state: 'refused', reason: refusalOf(code, { cart, offers, facts, candidates }) }
    }),
  }
}

function candidateOf(promotion: Promotion, cart: PromotionCart, facts: PromotionFacts): Candidate[] {
  const coupon = couponFor(promotion, facts.codes)
  if (promotion.coupons && !coupon) return []
  if (fitOf(promotion, cart, facts) !== 'fits') return []
  const saving = totalOf(cart, grant(promotion, cart, untouched(cart)))
  return saving > 0 ? [{ promotion, coupon, saving }] : []
}

/** Of several codes for the same promotion one is used, whichever was typed first. */
function couponFor({ coupons }: Promotion, codes: readonly string[]): Coupon | null {
  const usable = (coupons ?? []).filter(({ code, state }) => state === 'usable' && codes.includes(code))
  return usable.toSorted((a, b) => (a.code < b.code ? -1 : 1))[0] ?? null
}

const untouched = ({ lines, shipping, currency }: PromotionCart): Parts => ({
  lines: lines.map((line) => line.total),
  shipping: shipping ?? money(0, currency),
})

const totalOf = ({ currency }: PromotionCart, { lines, shipping }: Parts): number =>
  sum([...lines, shipping], currency).amount

/** What competes as one: an offer that stands alone, or all that may be combined. */
type Contender = Readonly<{ priority: number; saving: number; id: string; members: readonly Candidate[] }>

function winnersOf(cart: PromotionCart, candidates: readonly Candidate[]): readonly Candidate[] {
  const alone = candidates.filter(({ promotion }) => !promotion.stacks).map((one) => contenderOf(cart, [one]))
  const combined = candidates.filter(({ promotion }) => promotion.stacks)
  const contenders = combined.length > 0 ? [...alone, contenderOf(cart, combined)] : alone
  return contenders.toSorted(byRank)[0]?.members ?? []
}

const contenderOf = (cart: PromotionCart, members: readonly Candidate[]): Contender => ({
  priority: Math.max(...members.map(({ promotion }) => promotion.priority)),
  saving: inTurn(cart, members).reduce((all, { parts }) => all + totalOf(cart, parts), 0),
  id: members.map(({ promotion }) => promotion.id as string).toSorted()[0] ?? '',
  members,
})

type Ranked = Readonly<{ priority: number; saving: number; id: string }>
const byRank = (a: Ranked, b: Ranked): number =>
  b.priority - a.priority || b.saving - a.saving || (a.id < b.id ? -1 : 1)

const steps: Record<Reward['kind'], number> = {
  percent_items: 1,
  amount_items: 1,
  amount_each: 1,
  buy_get: 1,
  cheapest_free: 1,
  percent_order: 2,
  amount_order: 2,
  shipping: 3,
}

const rankOf = ({ promotion, saving }: Candidate): Ranked => ({
  priority: promotion.priority,
  id: promotion.id,
  saving,
})
const byTurn = (a: Candidate, b: Candidate): number =>
  steps[a.promotion.reward.kind] - steps[b.promotion.reward.kind] || byRank(rankOf(a), rankOf(b))

type Given = Readonly<{ by: Candidate; parts: Parts }>

function inTurn(cart: PromotionCart, winners: readonly Candidate[]): Given[] {
  let left = untouched(cart)
  return winners.toSorted(byTurn).map((by) => {
    const parts = grant(by.promotion, cart, left)
    left = less(left, parts)
    return { by, parts }
  })
}

const less = (left: Parts, parts: Parts): Parts => ({
  lines: left.lines.map((line, position) => minus(line, parts.lines[position])),
  shipping: minus(left.shipping, parts.shipping),
})

const minus = (a: Money, b: Money | undefined): Money => money(a.amount - (b?.amount ?? 0), a.currency)

function discount({ promotion, coupon }: Candidate, amount: Money | undefined): Discount[] {
  if (!amount || amount.amount === 0) return []
  const { id, name } = promotion
  return [{ promotionId: id, couponId: coupon?.id ?? null, code: coupon?.code ?? null, name, amount }]
}

type Tried = {
  cart: PromotionCart
  offers: readonly Promotion[]
  facts: PromotionFacts
  candidates: readonly Candidate[]
}

function refusalOf(code: string, { cart, offers, facts, candidates }: Tried) {
  const promotion = offers.find(({ coupons }) => coupons?.some((coupon) => coupon.code === code))
  const coupon = promotion?.coupons?.find((one) => one.code === code)
  if (!promotion || !coupon) return 'unknown'
  const fit = fitOf(promotion, cart, facts)
  if (fit === 'unknown') return fit
  if (coupon.state !== 'usable') return coupon.state
  return candidates.some((one) => one.promotion.id === promotion.id) ? 'beaten' : 'not_for_this_cart'
}
