import type { VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { markStale } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { looksDifferent, type Availability, type BelowReserved, type StockPolicy } from './stock.ts'
import { lockLevels, saveLevels, type LevelChange, type LockedLevel } from './store.ts'

export type SetStock = Readonly<{
  variantId: VariantId
  onHand: number
  policy?: StockPolicy
  reason: string
  actor: string
  kind?: 'adjust' | 'import'
}>

type Counted = Result<Availability, BelowReserved>

/** Says how many are on the shelf. Refused when orders hold more than that. The same again writes nothing. */
export async function setStock(tx: Tx, count: SetStock): Promise<Counted> {
  const levels = await lockLevels(tx, [count.variantId])
  return write(tx, changeOf(levelOf(levels, count.variantId), count))
}

type AdjustStock = Readonly<{
  variantId: VariantId
  by: number
  policy?: StockPolicy
  reason: string
  actor: string
}>

/** Adds to what is on the shelf, or takes away: what staff found, broke or got. */
export async function adjustStock(tx: Tx, { by, ...rest }: AdjustStock): Promise<Counted> {
  const level = levelOf(await lockLevels(tx, [rest.variantId]), rest.variantId)
  return write(tx, changeOf(level, { ...rest, onHand: level.onHand + by }))
}

/** Many counts in a fixed number of statements, for imports; those that orders hold more of are left and named. */
export async function setStocks(tx: Tx, counts: readonly SetStock[]): Promise<VariantId[]> {
  if (counts.length === 0) return []
  const levels = await lockLevels(
    tx,
    counts.map((count) => count.variantId),
  )
  const changes = counts.map((count) => changeOf(levelOf(levels, count.variantId), count))
  const allowed = changes.filter((change) => !breaksPromises(change) && isChange(change))
  if (allowed.length > 0) await saveLevels(tx, allowed)
  await markStale(tx, tagsOf(allowed))
  return changes.filter(breaksPromises).map((change) => change.level.variantId)
}

async function write(tx: Tx, change: LevelChange): Promise<Counted> {
  if (breaksPromises(change)) return refuse({ code: 'below_reserved', reserved: change.level.reserved })
  if (isChange(change)) {
    await saveLevels(tx, [change])
    await markStale(tx, tagsOf([change]))
    const { level, onHand, policy, reason, actor } = change
    const data = { from: level.onHand, to: onHand, policy, reason }
    await recordEvent(tx, { type: 'stock.adjusted', subjectId: level.variantId, data, actor })
  }
  return ok(after(change))
}

function levelOf(levels: ReadonlyMap<VariantId, LockedLevel>, variantId: VariantId): LockedLevel {
  const level = levels.get(variantId)
  if (!level) throw new RangeError(`no such variant: ${variantId}`)
  return level
}

const changeOf = (level: LockedLevel, { onHand, policy, kind, reason, actor }: SetStock): LevelChange => ({
  level,
  onHand,
  policy: policy ?? level.policy,
  kind: kind ?? 'adjust',
  reason,
  actor,
})

const breaksPromises = ({ level, onHand, policy }: LevelChange): boolean =>
  policy === 'deny' && (onHand < level.reserved || onHand < 0)

const isChange = ({ level, onHand, policy }: LevelChange): boolean => onHand !== level.onHand || policy !== level.policy

const before = ({ level }: LevelChange): Availability => ({
  policy: level.policy,
  available: level.onHand - level.reserved,
})

const after = ({ level, onHand, policy }: LevelChange): Availability => ({ policy, available: onHand - level.reserved })

const tagsOf = (changes: readonly LevelChange[]): `product:${string}`[] => [
  ...new Set(
    changes
      .filter((change) => looksDifferent(before(change), after(change)))
      .map((change) => `product:${change.level.productId}` as const),
  ),
]
