import type { CouponId, CustomerId, MarketId, PromotionId } from '#kernel/id'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import { customerKeyOf, normalizeCode } from './code.ts'
import { isFirstOrder } from './first-order.ts'
import { knownPromotions, type KnownPromotion } from './known-promotions.ts'
import type { Coupon, Promotion } from './promotion.ts'

export type PromotionFactsRead = Readonly<{
  offers: readonly Promotion[]
  /** Normalized, each once: the `codes` of the facts. */
  codes: readonly string[]
}>

type Asked = Readonly<{
  marketId: MarketId
  /** As typed. */
  codes: readonly string[]
  now: Date
  /** The e-mail address, as far as known: limits for each customer and codes for one customer need it. */
  customerKey: string | null
  /** Who is signed in. */
  customerId?: CustomerId | null
  /** Which name the shopper reads. */
  language?: string
  /** What `promotionVersionSql` answered in a statement that ran just before; without it this asks for itself. */
  version?: string | undefined
}>

/** More than a shopper types; the rest is not looked at. */
const MOST_CODES = 20

/**
 * All offers that may count in this market, with the codes that unlock them. Without codes, and without a limit on an
 * automatic promotion, nothing is read but the version: the rules are in memory. Whatever is wrong with a code, the same
 * statement has looked for it.
 */
export async function readPromotions(db: Db, asked: Asked): Promise<PromotionFactsRead> {
  const { marketId, now, language = 'en', version } = asked
  const codes = [...new Set(asked.codes.map(normalizeCode))].filter((code) => code !== '').slice(0, MOST_CODES)
  const customer = asked.customerKey === null ? null : customerKeyOf(asked.customerKey)
  const [all, coupons] = await Promise.all([
    knownPromotions(db, version),
    codes.length > 0 ? readCoupons(db, [codes, customer, now]) : [],
  ])
  const here = all.filter(({ markets }) => markets === 'all' || markets.has(marketId))
  const inReach = here.filter(({ id, byCode }) => !byCode || coupons.some(({ promotionId }) => promotionId === id))
  const [gone, isFirst] = await Promise.all([
    exhausted(db, { promotions: here, customer }),
    inReach.some(({ firstOrderOnly }) => firstOrderOnly)
      ? isFirstOrder(db, { customerKey: customer, customerId: asked.customerId ?? null })
      : true,
  ])
  const offers = inReach.flatMap(
    ({ names, byCode, isLimited: _isLimited, firstOrderOnly, ...promotion }): Promotion[] => {
      const name = names[language] ?? Object.values(names)[0] ?? ''
      const isLate = firstOrderOnly && !isFirst
      if (!byCode) return gone.has(promotion.id) || isLate ? [] : [{ ...promotion, name, coupons: null }]
      const unlocked = coupons
        .filter((coupon) => coupon.promotionId === promotion.id)
        .map((coupon) => couponOf(coupon, isLate))
      return [{ ...promotion, name, coupons: unlocked }]
    },
  )
  return { offers, codes }
}

type CouponRow = { id: CouponId; promotionId: PromotionId; code: string; usedUp: boolean; usedByYou: boolean }

function couponOf({ id, code, usedUp, usedByYou }: CouponRow, isLate: boolean): Coupon {
  if (usedByYou) return { id, code, state: 'used_by_you' }
  if (isLate) return { id, code, state: 'not_first_order' }
  return { id, code, state: usedUp ? 'used_up' : 'usable' }
}

const readCoupons = prepared<CouponRow>(
  'read_coupons',
  `select c.id, c.promotion_id as "promotionId", c.code,
    coalesce(c.used >= c.max_uses, false) or coalesce(p.used >= p.max_uses, false) as "usedUp",
    coalesce(k.used >= p.max_uses_per_customer, false) as "usedByYou"
  from coupons c join promotions p on p.id = c.promotion_id
    left join promotion_customers k on k.promotion_id = p.id and k.customer_key = $2
  where c.code = any($1::text[]) and c.active and (c.only_for is null or c.only_for = $2)
    and (c.starts_at is null or c.starts_at <= $3) and (c.ends_at is null or c.ends_at > $3)`,
)

type Checked = { promotions: readonly KnownPromotion[]; customer: string | null }

/** Automatic promotions that have been used as often as they may be, by all or by this customer. */
async function exhausted(db: Db, { promotions, customer }: Checked): Promise<ReadonlySet<PromotionId>> {
  const limited = promotions.filter(({ byCode, isLimited }) => !byCode && isLimited).map(({ id }) => id)
  if (limited.length === 0) return new Set()
  const rows = await readExhausted(db, [limited, customer])
  return new Set(rows.map(({ id }) => id))
}

const readExhausted = prepared<{ id: PromotionId }>(
  'exhausted_promotions',
  `select p.id from promotions p
    left join promotion_customers k on k.promotion_id = p.id and k.customer_key = $2
  where p.id = any($1::uuid[]) and (p.used >= p.max_uses or k.used >= p.max_uses_per_customer)`,
)
