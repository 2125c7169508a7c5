import { sql, type Selectable } from 'kysely'

import { newId, type CaptureId, type OrderId, type PaymentId, type SavedMethodId } from '#kernel/id'
import { currencyOf, money, type Money } from '#kernel/money'
import type { Db, Tx } from '#platform/db'
import { runNamed } from '#platform/prepared'
import type { Payments } from '#platform/tables'
import type { Payment } from './payment.ts'
import type { CaptureMode, GatewayPayment, Mode } from './port.ts'
import { canBecome, type PaymentState } from './states.ts'

export function paymentOf(row: Selectable<Payments>): Payment {
  const currency = currencyOf(row.currency)
  return {
    id: row.id as PaymentId,
    orderId: row.order_id as OrderId,
    method: row.method,
    gateway: row.gateway,
    mode: row.mode === 'test' ? 'test' : 'live',
    state: row.state as PaymentState,
    captureMode: row.capture_mode === 'manual' ? 'manual' : 'automatic',
    amount: money(row.amount, currency),
    authorized: money(row.authorized_amount, currency),
    capturing: money(row.capturing_amount, currency),
    captured: money(row.captured_amount, currency),
    refunding: money(row.refunding_amount, currency),
    refunded: money(row.refunded_amount, currency),
    gatewayRef: row.gateway_ref,
    redirectUrl: row.redirect_url,
    failureCode: row.failure_code,
    createdAt: row.created_at,
    deadlineAt: row.deadline_at,
    settledAt: row.settled_at,
    expiresAt: row.expires_at,
    voiding: row.voiding,
    instrument: { kind: row.instrument_kind, label: row.instrument_label },
    savedMethodId: row.saved_method_id as SavedMethodId | null,
    saveMethod: row.save_method,
  }
}

export type NewPayment = Readonly<{
  id: PaymentId
  method: string
  gateway: string
  mode: Mode
  captureMode: CaptureMode
  state: 'created' | 'pending'
  amount: Money
  /** How long it may take, by the database's clock; null: as long as it takes. */
  holdSeconds: number | null
  /** Of stored value: which card or credit, and its last letters. */
  tenderId?: string
  label?: string
  savedMethodId?: SavedMethodId | null
  saveMethod?: boolean
}>

type NewPayments = Readonly<{ orderId: OrderId; payments: readonly NewPayment[]; now: Date }>

/** All that pays an order, in one statement. */
export async function insertPayments(tx: Tx, { orderId, payments, now }: NewPayments): Promise<void> {
  const rows = payments.map((payment) => ({
    id: payment.id,
    method: payment.method,
    gateway: payment.gateway,
    mode: payment.mode,
    capture_mode: payment.captureMode,
    state: payment.state,
    amount: payment.amount.amount,
    currency: payment.amount.currency,
    hold_seconds: payment.holdSeconds,
    tender_id: payment.tenderId ?? null,
    label: payment.label ?? '',
    saved_method_id: payment.savedMethodId ?? null,
    save_method: payment.saveMethod ?? false,
  }))
  const statement = sql`insert into payments (id, order_id, method, gateway, mode, capture_mode, state, amount, currency,
      created_at, deadline_at, tender_id, instrument_label, saved_method_id, save_method)
    select id, ${orderId}::uuid, method, gateway, mode, capture_mode, state, amount, currency, ${now}::timestamptz,
      now() + hold_seconds * interval '1 second', tender_id, label, saved_method_id, save_method
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p(id uuid, method text, gateway text, mode text,
      capture_mode text, state text, amount bigint, currency text, hold_seconds integer, tender_id uuid, label text,
      saved_method_id uuid, save_method boolean)`
  await runNamed(tx, 'insert_payments', statement)
}

/** The gateway knows the payment under this name now. Changes nothing that is decided already. */
export async function recordStarted(
  db: Db,
  id: PaymentId,
  { ref, redirectUrl }: { ref: string; redirectUrl: string | null },
): Promise<void> {
  const statement = sql`update payments set state = 'pending', gateway_ref = ${ref}, redirect_url = ${redirectUrl}
    where id = ${id} and state = 'created'`
  await runNamed(db, 'record_started', statement)
}

declare const locked: unique symbol
/** Only `lockPayments` makes one: no lock, no decision. */
export type LockedPayment = Payment & { readonly [locked]: true }

/** All payments of an order, in the order of `paymentsOf`. Lock the order first, always. */
export async function lockPayments(tx: Tx, orderId: OrderId): Promise<LockedPayment[]> {
  const statement = sql<Selectable<Payments>>`select * from payments where order_id = ${orderId}
    order by created_at, gateway <> 'stored_value', id for update`
  return (await runNamed(tx, 'lock_payments', statement)).map((row) => paymentOf(row) as LockedPayment)
}

export type Decision = Readonly<{
  state: PaymentState
  /** What the gateway said, where it was a gateway. */
  said?: GatewayPayment | undefined
  failureCode?: string | null
  actor?: string
  /** The id of the capture that it leaves, for the books. */
  captureId?: CaptureId
  now: Date
}>

/**
 * Decides a payment, and so everything that the gateway's messages say about it. One that is taken at once leaves a
 * capture. @throws RangeError for a step that the table of states does not have.
 */
export async function decide(tx: Tx, payment: LockedPayment, decision: Decision): Promise<void> {
  const { state, said, failureCode = null, actor = 'system', captureId = newId<'capture'>(), now } = decision
  if (!canBecome(payment.state, state)) throw new RangeError(`a ${payment.state} payment cannot become ${state}`)
  const { ref, fee, expiresAt, kind, label, fingerprint } = factsIn(said, payment)
  const captured = state === 'captured' ? payment.amount.amount : 0
  const authorized = state === 'authorized' ? payment.amount.amount : captured
  const statement = sql`with applied as (
      update gateway_events set applied_at = ${now}::timestamptz
      where gateway = ${payment.gateway} and gateway_ref = ${ref} and applied_at is null
    ), taken as (
      insert into captures (id, payment_id, amount, final, state, gateway_ref, fee_amount, actor, created_at, done_at)
      select ${captureId}::uuid, ${payment.id}::uuid, ${captured}::bigint, true, 'done', ${ref}, ${fee}::bigint,
        ${actor}, ${now}::timestamptz, ${now}::timestamptz
      where ${captured}::bigint > 0 and ${payment.gateway} <> 'stored_value'
    )
    update payments set state = ${state}, failure_code = ${failureCode}, settled_at = ${now}::timestamptz,
      gateway_ref = ${ref}, authorized_amount = ${authorized}::bigint, captured_amount = ${captured}::bigint,
      expires_at = ${expiresAt}::timestamptz, voiding = false,
      instrument_kind = coalesce(${kind}, instrument_kind),
      instrument_label = coalesce(${label}, instrument_label),
      fingerprint = coalesce(${fingerprint}, fingerprint)
    where id = ${payment.id}`
  await runNamed(tx, 'decide_payment', statement)
}

/** What is kept of a gateway's word; nulls where it was no gateway. A fee in another currency is the books' alone. */
function factsIn(said: GatewayPayment | undefined, { gatewayRef, amount }: LockedPayment) {
  if (!said) return { ref: gatewayRef, fee: null, expiresAt: null, kind: null, label: null, fingerprint: null }
  const { ref, fee, expiresAt, instrument } = said
  const { kind = null, label = null, fingerprint = null } = instrument ?? {}
  const shown = fee?.currency === amount.currency ? fee.amount : null
  return { ref, fee: shown, expiresAt, kind, label, fingerprint }
}

/** The bank has it in work: no deadline of ours ends it any more. */
export async function markProcessing(tx: Tx, payment: LockedPayment, ref: string): Promise<void> {
  if (!canBecome(payment.state, 'processing')) throw new RangeError(`a ${payment.state} payment is not in work`)
  await tx
    .updateTable('payments')
    .set({ state: 'processing', gateway_ref: ref, deadline_at: null, redirect_url: null })
    .where('id', '=', payment.id)
    .execute()
}

/** The gateway's book does not fit ours: it stays undecided, and people must look. True the first time. */
export async function recordMismatch(tx: Tx, payment: LockedPayment): Promise<boolean> {
  if (payment.failureCode === 'mismatch') return false
  await tx.updateTable('payments').set({ failure_code: 'mismatch' }).where('id', '=', payment.id).execute()
  return true
}

/**
 * What nobody has looked at for a while, oldest first; each is another process's for as long. Undecided ones after 30 s,
 * those in a bank's work after half an hour; offline ones when their deadline has passed; authorizations when they end.
 * `isDue`: the deadline has passed, by the database's clock.
 */
export async function claimUndecided(db: Db, { limit }: { limit: number }): Promise<(Payment & { isDue: boolean })[]> {
  const { rows } = await sql<Selectable<Payments> & { is_due: boolean }>`
    update payments set checked_at = now() where id in (
      select id from payments
      where state in ('created', 'pending', 'processing', 'authorized') and gateway <> 'stored_value'
        and (failure_code is null or failure_code <> 'mismatch')
        and coalesce(checked_at, created_at) <= now() - case when state = 'processing' then interval '30 minutes'
          else interval '30 seconds' end
        and (gateway <> 'offline' or deadline_at <= now())
        and (state <> 'authorized' or (expires_at <= now() and coalesce(checked_at, created_at) <= now() - interval '1 hour'))
      order by coalesce(checked_at, created_at) limit ${limit} for update skip locked
    ) returning *, coalesce(deadline_at <= now(), false) as is_due`.execute(db)
  return rows.map((row) => ({ ...paymentOf(row), isDue: row.is_due }))
}

/** Authorizations that end within two days and about which nobody was told; each is told once. */
export async function claimExpiring(tx: Tx): Promise<Payment[]> {
  const { rows } = await sql<Selectable<Payments>>`
    update payments set warned_at = now() where id in (
      select id from payments where state = 'authorized' and warned_at is null and not voiding
        and expires_at <= now() + interval '2 days' order by expires_at limit 100 for update skip locked
    ) returning *`.execute(tx)
  return rows.map(paymentOf)
}
