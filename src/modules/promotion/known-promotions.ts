import { sql } from 'kysely'

import type { CustomerGroupId, MarketId, PromotionId } from '#kernel/id'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import type { Amounts, ItemSet, Promotion, Reward } from './promotion.ts'

/** A rule as it stands, for all markets and customers, before anybody's codes and limits are looked at. */
export type KnownPromotion = Omit<Promotion, 'name' | 'coupons'> &
  Readonly<{ names: Readonly<Record<string, string>>; byCode: boolean; isLimited: boolean; firstOrderOnly: boolean }>

/**
 * For a statement that runs anyway: the version of all promotions, to be handed to `readPromotions`, which then needs no
 * round trip of its own.
 */
export const promotionVersionSql = sql<string>`(select version from promotion_versions)`

const readVersion = prepared<{ version: string }>('promotion_version', 'select version from promotion_versions')

type Known = readonly KnownPromotion[]
const MOST_KEPT = 4
/** A version is a random id and names one content, in whichever database. */
const kept = new Map<string, Known>()

/** The promotions that are switched on and not over, as of this very moment: memory only answers for its own version. */
export async function knownPromotions(db: Db, version: string | undefined): Promise<Known> {
  const now = version ?? (await readVersion(db, []))[0]?.version ?? ''
  const known = kept.get(now)
  if (known) return known
  const read = await readAll(db)
  if (kept.size >= MOST_KEPT) kept.delete([...kept.keys()][0] ?? '')
  kept.set(read.version, read.promotions)
  return read.promotions
}

type Item = { role: 'reward' | 'need'; id: string }
type Row = {
  id: string
  names: Record<string, string>
  by_code: boolean
  kind: Reward['kind']
  priority: number
  stacks: boolean
  percent_ppm: number | null
  buy_quantity: number | null
  get_quantity: number | null
  max_times: number | null
  rewards: 'all' | 'listed'
  needs: 'all' | 'same' | 'listed'
  minimum_quantity: number
  every_market: boolean
  every_customer: boolean
  countries: string[]
  starts_at: string | null
  ends_at: string | null
  max_uses: number | null
  max_uses_per_customer: number | null
  first_order_only: boolean
  amounts: { currency: string; off: number | null; minimum: number | null }[]
  items: Item[]
  markets: string[]
  groups: string[]
}

/** In one statement, so that version and content belong together. */
const readRows = prepared<{ version: string; promotions: Row[] }>(
  'known_promotions',
  `select v.version, coalesce((select jsonb_agg(to_jsonb(p) || jsonb_build_object(
      'amounts', (select coalesce(jsonb_agg(jsonb_build_object('currency', currency, 'off', off_amount,
        'minimum', minimum_amount)), '[]') from promotion_amounts where promotion_id = p.id),
      'items', (select coalesce(jsonb_agg(jsonb_build_object('role', role,
        'id', coalesce(product_id, variant_id, category_id, collection_id))), '[]')
        from promotion_items where promotion_id = p.id),
      'markets', (select coalesce(jsonb_agg(market_id), '[]') from promotion_markets where promotion_id = p.id),
      'groups', (select coalesce(jsonb_agg(group_id), '[]') from promotion_groups where promotion_id = p.id)))
    from promotions p where p.active and (p.ends_at is null or p.ends_at > now())), '[]') as promotions
  from promotion_versions v`,
)

async function readAll(db: Db): Promise<{ version: string; promotions: Known }> {
  const [row] = await readRows(db, [])
  if (!row) throw new Error('the one row of promotion_versions is missing')
  return { version: row.version, promotions: row.promotions.map(knownOf) }
}

function knownOf(row: Row): KnownPromotion {
  const rewards = row.rewards === 'all' ? 'all' : itemsOf(row, 'reward')
  return {
    id: row.id as PromotionId,
    names: row.names,
    reward: rewardOf({ ...row, offs: amountsOf(row, 'off') }),
    priority: row.priority,
    stacks: row.stacks,
    rewards,
    needs: row.needs === 'all' ? 'all' : row.needs === 'same' ? rewards : itemsOf(row, 'need'),
    minimums: amountsOf(row, 'minimum'),
    minimumQuantity: row.minimum_quantity,
    markets: row.every_market ? 'all' : new Set(row.markets as MarketId[]),
    groups: row.every_customer ? 'all' : new Set(row.groups as CustomerGroupId[]),
    countries: row.countries.length === 0 ? 'all' : new Set(row.countries),
    startsAt: row.starts_at === null ? null : new Date(row.starts_at),
    endsAt: row.ends_at === null ? null : new Date(row.ends_at),
    byCode: row.by_code,
    isLimited: row.max_uses !== null || row.max_uses_per_customer !== null,
    firstOrderOnly: row.first_order_only,
  }
}

const itemsOf = ({ items }: Row, role: Item['role']): ItemSet =>
  new Set(items.filter((item) => item.role === role).map(({ id }) => id))

const amountsOf = ({ amounts }: Row, which: 'off' | 'minimum'): Amounts =>
  Object.fromEntries(amounts.flatMap((row) => (row[which] === null ? [] : [[row.currency, row[which]]])))

type RewardRow = Pick<Row, 'kind' | 'percent_ppm' | 'buy_quantity' | 'get_quantity' | 'max_times'> & { offs: Amounts }

/** What stands in the columns of a promotion, as the reward that it is. */
export function rewardOf(row: RewardRow): Reward {
  const { kind } = row
  const ppm = row.percent_ppm ?? 0
  const buy = row.buy_quantity ?? 1
  switch (kind) {
    case 'percent_items':
    case 'percent_order':
    case 'shipping':
      return { kind, ppm }
    case 'amount_items':
    case 'amount_each':
    case 'amount_order':
      return { kind, amounts: row.offs }
    case 'buy_get':
      return { kind, buy, get: row.get_quantity ?? 1, ppm, times: row.max_times }
    default:
      return { kind, buy, times: row.max_times }
  }
}
