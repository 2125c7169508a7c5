import type { PayoutId } from '#kernel/id'
import type { Currency } from '#kernel/money'
import type { Db, Tx } from '#platform/db'
import type { Mode } from '../entry.ts'
import { matchMovements, type Known, type Matched } from './match.ts'
import { readKnown, readMissingThere } from './read-known.ts'
import type { Movement, MovementKind } from './report.ts'

export type PayoutHead = Readonly<{
  id: PayoutId
  gateway: string
  externalId: string
  currency: Currency
  amount: number
  at: Date
  fileName: string
  uploadedAt: Date
  bookedAt: Date | null
}>

export type KeptMovement = Movement & Readonly<{ id: string }>

export type CheckedPayout = PayoutHead &
  Readonly<{
    mode: Mode
    lines: readonly Matched<KeptMovement>[]
    /** Ours in the same days that no report has. */
    missingThere: readonly Known[]
    /** In the report beyond what the ledger has, all movements together. */
    feesToBook: number
  }>

const columns = ['id', 'gateway', 'external_id', 'currency', 'amount', 'at', 'file_name', 'uploaded_at'] as const

/** The latest first. */
export async function listPayouts(db: Db, { page, pageSize }: { page: number; pageSize: number }) {
  const { total } = await db
    .selectFrom('payouts')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('payouts')
    .select([...columns, 'booked_at', 'mode'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { total, rows: rows.map(headOf) }
}

/** A payout held against what we know of now. Null when there is none of this id. */
export async function checkPayout(db: Db | Tx, id: PayoutId): Promise<CheckedPayout | null> {
  const row = await db
    .selectFrom('payouts')
    .select([...columns, 'booked_at', 'mode'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const head = headOf(row)
  const movements = await movementsOf(db, id)
  const { gateway, currency } = head
  const wanted = {
    refs: movements.flatMap(({ refs }) => refs),
    references: movements.map(({ reference }) => reference),
  }
  const lines = matchMovements(movements, await readKnown(db, { gateway, currency, ...wanted }), currency)
  const isTest = lines.some(({ known }) => known?.mode === 'test')
  const mode: Mode = (row.mode as Mode | null) ?? (isTest ? 'test' : 'live')
  const times = movements.map(({ at }) => at.getTime())
  const span = { gateway, currency, mode, from: new Date(Math.min(...times)), until: new Date(Math.max(...times)) }
  const missingThere = times.length > 0 ? await readMissingThere(db, span) : []
  const feesToBook = head.bookedAt ? 0 : lines.reduce((all, line) => all + feeToBook(line), 0)
  return { ...head, mode, lines, missingThere, feesToBook }
}

/** What the gateway kept for a movement and the ledger does not have yet. */
export const feeToBook = ({ movement, known }: Matched): number =>
  movement.kind === 'fee' ? -movement.net : movement.fee - (known?.feeBooked ?? 0)

async function movementsOf(db: Db | Tx, id: PayoutId): Promise<KeptMovement[]> {
  const rows = await db.selectFrom('payout_lines').selectAll().where('payout_id', '=', id).orderBy('at').execute()
  return rows.map(({ external_id: externalId, kind, ...row }) => ({
    ...row,
    externalId,
    kind: kind as MovementKind,
  }))
}

type Row = {
  id: string
  gateway: string
  external_id: string
  currency: string
  amount: number
  at: Date
  file_name: string
  uploaded_at: Date
  booked_at: Date | null
}

const headOf = (row: Row): PayoutHead => ({
  id: row.id as PayoutId,
  gateway: row.gateway,
  externalId: row.external_id,
  currency: row.currency as Currency,
  amount: row.amount,
  at: row.at,
  fileName: row.file_name,
  uploadedAt: row.uploaded_at,
  bookedAt: row.booked_at,
})
