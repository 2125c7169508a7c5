import { randomInt } from 'node:crypto'

import { newId, type PromotionId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { isCode, normalizeCode } from './code.ts'
import { insertCoupons, takenCodes, type CouponRow } from './coupon-store.ts'
import { isPromotion } from './promotion-store.ts'
import { couponFault, type SaveCouponRefusal } from './save-coupon.ts'

export const MOST_GENERATED = 10_000

/** No letter or digit that is read as another. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
/** Ten of 32: nobody guesses one of ten thousand in a lifetime of the limits on trying. */
const LENGTH = 10

type Generate = {
  promotionId: PromotionId
  count: number
  /** What all of them begin with; '' for nothing. */
  prefix: string
  /** How often each may be used; null: as often as wanted. */
  maxUses: number | null
  startsAt: Date | null
  endsAt: Date | null
  now: Date
  actor: string
}

/** Makes many codes at once, each its own. They can be listed and downloaded by their batch. */
export async function generateCoupons(
  tx: Tx,
  { promotionId, count, prefix, maxUses, startsAt, endsAt, now, actor }: Generate,
): Promise<Result<{ batch: string; count: number }, SaveCouponRefusal | { code: 'count_invalid' }>> {
  if (!Number.isInteger(count) || count < 1 || count > MOST_GENERATED) return refuse({ code: 'count_invalid' })
  const front = normalizeCode(prefix)
  if (front !== '' && !isCode(front)) return refuse({ code: 'code_invalid' })
  const rest = { active: true, onlyFor: null, startsAt, endsAt, maxUses }
  const fault = couponFault({ code: nextCode(front), ...rest })
  if (fault) return refuse(fault)
  if (!(await isPromotion(tx, promotionId))) return refuse({ code: 'not_found' })

  const codes = await freshCodes(tx, count, front)
  const coupons = codes.map((code): CouponRow => ({ id: newId(now.getTime()), code, ...rest }))
  const batch = `${now.toISOString().slice(0, 16).replace('T', ' ')}${front === '' ? '' : ` ${front}`}`
  await insertCoupons(tx, { promotionId, batch, coupons })
  await recordEvent(tx, { type: 'promotion.coupons_generated', subjectId: promotionId, data: { batch, count }, actor })
  return ok({ batch, count })
}

async function freshCodes(tx: Tx, count: number, front: string): Promise<string[]> {
  const codes = new Set<string>()
  while (codes.size < count) {
    while (codes.size < count) codes.add(nextCode(front))
    for (const taken of await takenCodes(tx, [...codes])) codes.delete(taken)
  }
  return [...codes]
}

function nextCode(front: string): string {
  const own = Array.from({ length: LENGTH }, () => letters[randomInt(letters.length)]).join('')
  return front === '' ? own : `${front}-${own}`
}
