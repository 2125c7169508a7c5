import { sql } from 'kysely'

import type { Database } from '../../platform/open-database.ts'
import { type Finding, ill, well } from './finding.ts'

/** Mails, payments, jobs and stock. Only for a shop that has its tables. */
export async function shopChecks({ db }: Database): Promise<Finding[]> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('stock_movements') is not null
    and to_regclass('graphile_worker._private_jobs') is not null as there`.execute(db)
  if (!rows[0]?.there) return []
  return [await mails(db), await payments(db), await jobs(db), await stock(db)]
}

async function count(db: Database['db'], query: ReturnType<typeof sql<{ count: number }>>): Promise<number> {
  const { rows } = await query.execute(db)
  return rows[0]?.count ?? 0
}

async function mails(db: Database['db']): Promise<Finding> {
  const unsent = await count(
    db,
    sql`select count(*) as count from mails
      where state = 'failed' or (state = 'queued' and created_at < now() - interval '15 minutes')`,
  )
  if (unsent === 0) return well('No mail is stuck')
  return ill(
    `${unsent} mails were not sent`,
    'The admin shows them with the reason. Check SMTP_URL and the mail server.',
  )
}

async function payments(db: Database['db']): Promise<Finding> {
  const undecided = await count(
    db,
    sql`select count(*) as count from payments
      where state in ('created', 'pending') and gateway <> 'offline' and created_at < now() - interval '1 hour'`,
  )
  if (undecided === 0) return well('No online payment is undecided for long')
  return ill(`${undecided} online payments are undecided for over an hour`, 'Look whether the gateway answers.')
}

async function jobs(db: Database['db']): Promise<Finding> {
  const given = await count(
    db,
    sql`select count(*) as count from graphile_worker._private_jobs where attempts >= max_attempts`,
  )
  if (given === 0) return well('No job was given up')
  return ill(`${given} jobs were given up after many attempts`, 'The log says why. They stay in the database.')
}

async function stock(db: Database['db']): Promise<Finding> {
  const apart = await count(
    db,
    sql`select count(*) as count from stock_levels as level
      left join (
        select variant_id, location_id, sum(on_hand_change) as on_hand, sum(reserved_change) as reserved
        from stock_movements group by variant_id, location_id
      ) as ledger using (variant_id, location_id)
      where level.on_hand <> coalesce(ledger.on_hand, 0) or level.reserved <> coalesce(ledger.reserved, 0)`,
  )
  if (apart === 0) return well('The stock ledger adds up to the stock')
  return ill(`${apart} stock levels differ from their ledger`, 'Count these and correct them in the admin.')
}
