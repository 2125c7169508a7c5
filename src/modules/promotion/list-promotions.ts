import { sql, type Expression, type SqlBool } from 'kysely'

import type { PromotionId } from '#kernel/id'
import type { Db } from '#platform/db'
import { sortedBy, type Sort } from '#platform/sort'

/** Derived from the switch, the dates and the limit: nobody sets it. */
export type PromotionState = 'running' | 'scheduled' | 'ended' | 'used_up' | 'off'

export type PromotionListRow = Readonly<{
  id: PromotionId
  names: Readonly<Record<string, string>>
  state: PromotionState
  byCode: boolean
  priority: number
  stacks: boolean
  startsAt: Date | null
  endsAt: Date | null
  maxUses: number | null
  /** Living orders that have it. */
  uses: number
  /** How many codes it has. */
  codes: number
}>

type Wish = {
  state?: PromotionState | undefined
  /** Part of a name, of the note, or a code. */
  search?: string | undefined
  /** The newest first unless asked for otherwise. */
  sort?: Sort<'made' | 'name' | 'ends' | 'uses'> | undefined
  now: Date
  limit: number
  offset: number
}

const stateAt = (now: Date) => sql<PromotionState>`case
  when not p.active then 'off'
  when p.ends_at <= ${now} then 'ended'
  when p.starts_at > ${now} then 'scheduled'
  when p.used >= p.max_uses then 'used_up'
  else 'running' end`

const columns = {
  made: sql`p.id`,
  name: sql`lower(coalesce(p.names->>'en', ''))`,
  ends: sql`p.ends_at`,
  uses: sql`uses`,
}

/** A page of them, and how many there are in all. */
export async function listPromotions(
  db: Db,
  { state, search = '', sort = { by: 'made', isDown: true }, now, limit, offset }: Wish,
): Promise<{ promotions: PromotionListRow[]; total: number }> {
  const all: Expression<SqlBool>[] = [sql<SqlBool>`true`]
  if (state !== undefined) all.push(sql<SqlBool>`${stateAt(now)} = ${state}`)
  if (search !== '') all.push(names(search))
  const where = sql.join(all, sql` and `)
  const { rows: counts } = await sql<{ total: number }>`select count(*)::int as total from promotions p
    where ${where}`.execute(db)
  const { rows } = await sql<PromotionListRow>`
    select p.id, p.names, ${stateAt(now)} as state, p.by_code as "byCode", p.priority, p.stacks,
      p.starts_at as "startsAt", p.ends_at as "endsAt", p.max_uses as "maxUses",
      (select count(*)::int from promotion_uses where promotion_id = p.id and released_at is null) as uses,
      (select count(*)::int from coupons where promotion_id = p.id) as codes
    from promotions p where ${where} order by ${sortedBy(sort, columns)}, p.id desc limit ${limit} offset ${offset}`.execute(
    db,
  )
  return { promotions: rows, total: counts[0]?.total ?? 0 }
}

function names(search: string): Expression<SqlBool> {
  const like = `%${search.replace(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<SqlBool>`(p.note ilike ${like}
    or exists (select from jsonb_each_text(p.names) as n (language, name) where n.name ilike ${like})
    or exists (select from coupons where promotion_id = p.id and code ilike ${like}))`
}
