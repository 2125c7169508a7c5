import { newId, type PromotionId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { checkPromotion } from './check-promotion.ts'
import { bumpVersion, lockPromotion, usesOf, writePromotion, writeSwitch } from './promotion-store.ts'
import type { PromotionInput, PromotionProblem } from './promotion-input.ts'
import { unknownThings } from './unknown-things.ts'

export type SavePromotionRefusal =
  | { code: 'not_found' }
  | { code: 'changed_meanwhile' }
  | { code: 'invalid'; problems: readonly PromotionProblem[] }

/** `expectedVersion`: the one that the form was opened with. */
type SavePromotion = {
  id?: PromotionId | undefined
  expectedVersion?: number | undefined
  promotion: PromotionInput
  actor: string
}

/** Makes a promotion or rewrites it whole. It counts from the next quote on, in every process. */
export async function savePromotion(
  tx: Tx,
  { id, expectedVersion, promotion: input, actor }: SavePromotion,
): Promise<Result<{ promotionId: PromotionId }, SavePromotionRefusal>> {
  const before = id ? await lockPromotion(tx, id) : null
  if (id && !before) return refuse({ code: 'not_found' })
  if (before && expectedVersion !== undefined && before.version !== expectedVersion) {
    return refuse({ code: 'changed_meanwhile' })
  }
  const promotion = settled(input)
  const used = id ? await usesOf(tx, { promotionId: id }) : 0
  const problems = await problemsOf(tx, promotion, used)
  if (problems.length > 0) return refuse({ code: 'invalid', problems })

  const promotionId = id ?? newId<'promotion'>()
  await writePromotion(tx, promotionId, { ...promotion, used })
  await bumpVersion(tx)
  const { active, names } = promotion
  await recordEvent(tx, { type: 'promotion.saved', subjectId: promotionId, data: { active, names }, actor })
  return ok({ promotionId })
}

const forItems: ReadonlySet<string> = new Set([
  'percent_items',
  'amount_items',
  'amount_each',
  'buy_get',
  'cheapest_free',
])

/** What is off the order or off shipping is off all of it. */
const settled = (input: PromotionInput): PromotionInput =>
  forItems.has(input.reward.kind) ? input : { ...input, rewards: 'all' }

async function problemsOf(tx: Tx, promotion: PromotionInput, used: number): Promise<PromotionProblem[]> {
  const wrong = checkPromotion(promotion)
  if (wrong.length > 0) return wrong
  const tooFew = promotion.maxUses !== null && promotion.maxUses < used
  return [
    ...(await unknownThings(tx, promotion)),
    ...(tooFew ? [{ path: 'maxUses', code: 'limit_below_used' } as const] : []),
  ]
}

type Switch = { id: PromotionId; active: boolean; actor: string }

/** On or off, and nothing else. */
export async function switchPromotion(
  tx: Tx,
  { id, active, actor }: Switch,
): Promise<Result<null, { code: 'not_found' }>> {
  const before = await lockPromotion(tx, id)
  if (!before) return refuse({ code: 'not_found' })
  if (before.active === active) return ok(null)
  await writeSwitch(tx, id, active)
  await bumpVersion(tx)
  await recordEvent(tx, { type: 'promotion.switched', subjectId: id, data: { active }, actor })
  return ok(null)
}
