import { randomBytes } from 'node:crypto'

import { sql, type Selectable } from 'kysely'

import { currencyOf, money, type Money } from '#kernel/money'
import type { CaptureMode, Express, GatewayBuyer, GatewayDispute } from '#modules/payment'
import type { Db, Tx } from '#platform/db'
import { runNamed } from '#platform/prepared'
import type { SandboxPayments } from '#platform/tables'
import type { CardOutcome } from './cards.ts'
import { buyerIn, expressIn } from './wallet.ts'

/** The test gateway's own book, in tables that the shop never looks into, in transactions of its own. */
export type SandboxState = 'open' | 'challenged' | 'processing' | 'authorized' | 'captured' | 'declined' | 'canceled'

export type SandboxPayment = Readonly<{
  id: string
  amount: Money
  captured: Money
  refunded: Money
  captureMode: CaptureMode
  reference: string
  returnUrl: string
  state: SandboxState
  failureCode: string | null
  silent: boolean
  /** What the card does; null until one was used. */
  outcome: CardOutcome['kind'] | null
  expiresAt: Date | null
  /** 'Visa •••• 4242', and the same for the same card; '' until one was used. */
  label: string
  fingerprint: string | null
  customerId: string | null
  /** Whether the card shall be remembered, and under which name it is. */
  saves: boolean
  savedRef: string | null
  failsCapture: boolean
  /** Set where the page is to ask who buys, and then who it was. */
  express: Express | null
  buyer: GatewayBuyer | null
}>

export const paymentOf = (row: Selectable<SandboxPayments>): SandboxPayment => {
  const currency = currencyOf(row.currency)
  return {
    id: row.id,
    amount: money(row.amount, currency),
    captured: money(row.captured_amount, currency),
    refunded: money(row.refunded_amount, currency),
    captureMode: row.capture_mode === 'manual' ? 'manual' : 'automatic',
    reference: row.reference,
    returnUrl: row.return_url,
    state: row.state as SandboxState,
    failureCode: row.failure_code,
    silent: row.silent,
    outcome: row.outcome as SandboxPayment['outcome'],
    expiresAt: row.expires_at,
    label: row.instrument,
    fingerprint: row.fingerprint,
    customerId: row.customer_id,
    saves: row.saves,
    savedRef: row.saved_ref,
    failsCapture: row.fails_capture,
    express: expressIn(row.express),
    buyer: buyerIn(row.buyer),
  }
}

export const newRef = (kind: 'sbx' | 'sbr' | 'sbc' | 'sbm' | 'sbd'): string =>
  `${kind}_${randomBytes(16).toString('hex')}`

type NewPayment = Readonly<{
  amount: Money
  reference: string
  returnUrl: string
  idempotencyKey: string
  capture: CaptureMode
  saved: { ref: string } | null
  customer: { id: string; save: boolean } | null
  express?: Express | null
}>

/** The same key again finds the first payment; null if it was for other money. */
export async function openInBook(db: Db, payment: NewPayment): Promise<SandboxPayment | null> {
  const statement = sql<Selectable<SandboxPayments>>`
    insert into sandbox_payments (id, idempotency_key, amount, currency, reference, return_url, capture_mode, customer_id,
      saves, saved_ref, express, state)
    values (${newRef('sbx')}, ${payment.idempotencyKey}, ${payment.amount.amount}, ${payment.amount.currency},
      ${payment.reference}, ${payment.returnUrl}, ${payment.capture}, ${payment.customer?.id ?? null},
      ${payment.customer?.save ?? false}, ${payment.saved?.ref ?? null},
      ${payment.express ? JSON.stringify(payment.express) : null}::jsonb, 'open')
    on conflict (idempotency_key) do nothing returning *`
  const [made] = await runNamed(db, 'sandbox_open', statement)
  if (made) return paymentOf(made)
  const known = await findByKeyInBook(db, payment.idempotencyKey)
  const { amount } = payment
  return known?.amount.amount === amount.amount && known.amount.currency === amount.currency ? known : null
}

export async function findByKeyInBook(db: Db, idempotencyKey: string): Promise<SandboxPayment | null> {
  const row = await db
    .selectFrom('sandbox_payments')
    .selectAll()
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()
  return row ? paymentOf(row) : null
}

/** The payment as it is now: a slow one is paid and an old authorization free when its moment has come, whoever looks. */
export async function findInBook(db: Db, id: string): Promise<SandboxPayment | null> {
  const row = await db.selectFrom('sandbox_payments').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const known = paymentOf(row)
  if (known.state === 'processing') return (await paid(db, { id, from: ['processing'], isDue: true })) ?? known
  if (known.state === 'authorized') return (await expired(db, id)) ?? known
  return known
}

/** What a step notes besides: the card that was used, and in how long the shop is to be told; without: as it is. */
type Notes = Readonly<{ card?: UsedCard; tellInMs?: number }>

const noted = ({ card, tellInMs }: Notes) => sql`
  tell_at = coalesce(now() + ${tellInMs ?? null}::bigint * interval '1 millisecond', tell_at),
  outcome = coalesce(${card?.outcome ?? null}::text, outcome),
  instrument = coalesce(${card?.label ?? null}::text, instrument),
  fingerprint = coalesce(${card?.fingerprint ?? null}::text, fingerprint),
  fails_capture = coalesce(${card?.failsCapture ?? null}::boolean, fails_capture)`

type Paid = Notes &
  Readonly<{ id: string; from: readonly SandboxState[]; isDue?: boolean; silent?: boolean; isShort?: boolean }>

/** The bank says yes: taken at once, or set aside for a week. `isShort`: a tenth of it is missing. */
export async function paid(
  db: Db | Tx,
  { id, from, isDue = false, silent = false, isShort = false, ...notes }: Paid,
): Promise<SandboxPayment | null> {
  const { rows } = await sql<Selectable<SandboxPayments>>`
    update sandbox_payments set decided_at = now(), captures_at = null, failure_code = null, ${noted(notes)},
      silent = silent or ${silent}::boolean,
      state = case when capture_mode = 'manual' then 'authorized' else 'captured' end,
      captured_amount = case when capture_mode = 'manual' then 0 when ${isShort}::boolean then amount - amount / 10 else amount end,
      expires_at = case when capture_mode = 'manual' then now() + interval '7 days' end
    where id = ${id} and state = any(${[...from]}::text[]) and (not ${isDue}::boolean or captures_at <= now())
    returning *`.execute(db)
  return rows[0] ? paymentOf(rows[0]) : null
}

async function expired(db: Db, id: string): Promise<SandboxPayment | null> {
  const { rows } = await sql<Selectable<SandboxPayments>>`
    update sandbox_payments set state = case when captured_amount > 0 then 'captured' else 'canceled' end
    where id = ${id} and state = 'authorized' and expires_at <= now() returning *`.execute(db)
  return rows[0] ? paymentOf(rows[0]) : null
}

type Step = Notes &
  Readonly<{
    from: readonly SandboxState[]
    to: 'challenged' | 'processing' | 'declined' | 'canceled'
    failureCode?: string
    paysInMs?: number
  }>

/** One conditional step; null when the payment is not (any more) where the step starts. */
export async function moveInBook(db: Db | Tx, id: string, step: Step): Promise<SandboxPayment | null> {
  const inMs = step.paysInMs ?? null
  const { rows } = await sql<Selectable<SandboxPayments>>`
    update sandbox_payments set state = ${step.to}, failure_code = ${step.failureCode ?? null}, ${noted(step)},
      captures_at = now() + ${inMs}::bigint * interval '1 millisecond',
      decided_at = case when ${step.to} in ('declined', 'canceled') then now() end
    where id = ${id} and state = any(${[...step.from]}::text[]) returning *`.execute(db)
  return rows[0] ? paymentOf(rows[0]) : null
}

/** What is known of the card from now on: what it does and what it is called, never its number. */
export type UsedCard = Readonly<{
  outcome: CardOutcome['kind']
  label: string
  fingerprint: string
  failsCapture: boolean
}>

/** Ends it, or frees what is set aside and not taken; what a bank has in work for days cannot be stopped. */
export async function cancelInBook(db: Db, id: string): Promise<void> {
  await sql`update sandbox_payments set decided_at = now(),
      state = case when captured_amount > 0 then 'captured' else 'canceled' end
    where id = ${id} and (state in ('open', 'challenged', 'authorized')
      or (state = 'processing' and outcome is distinct from 'days'))`.execute(db)
}

export async function disputesInBook(db: Db, id: string): Promise<GatewayDispute[]> {
  const rows = await db
    .selectFrom('sandbox_disputes as d')
    .innerJoin('sandbox_payments as p', 'p.id', 'd.payment_id')
    .selectAll('d')
    .select('p.currency')
    .where('d.payment_id', '=', id)
    .execute()
  return rows.map((row) => ({
    ref: row.id,
    state: row.state === 'won' || row.state === 'lost' ? row.state : 'open',
    amount: money(row.amount, currencyOf(row.currency)),
    reason: row.reason,
    dueAt: row.due_at,
  }))
}
