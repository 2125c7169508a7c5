import { currencyOf, parseMoney, type Currency } from '#kernel/money'
import { refuse, ok, type Result } from '#kernel/result'
import { Unreadable, type Movement, type MovementKind, type Report, type ReportedPayout } from './report.ts'
import { nameOf, type Row } from './rows.ts'

/** `reporting_category` of a balance transaction; what is not here is `other`. */
const kinds: Readonly<Record<string, MovementKind>> = {
  charge: 'charge',
  refund: 'refund',
  refund_failure: 'refund',
  dispute: 'dispute',
  dispute_reversal: 'dispute',
  fee: 'fee',
  network_cost: 'fee',
  tax: 'fee',
  payout: 'payout',
  payout_reversal: 'payout',
}

const needed = ['balance_transaction_id', 'currency', 'gross', 'fee', 'net', 'reporting_category']

export const isStripe = (head: readonly string[]): boolean => needed.every((name) => head.includes(name))

/**
 * Stripe's itemized "Payout reconciliation" or "Balance change from activity": amounts in major units, one row a balance
 * transaction, each naming the payout that it went out with.
 * @throws Unreadable for a cell that is no amount, currency or time.
 */
export function readStripe([head, ...rows]: readonly Row[]): Result<Report, { code: 'no_payouts' }> {
  const names = head?.cells.map(nameOf) ?? []
  if (!names.includes('automatic_payout_id')) return refuse({ code: 'no_payouts' })
  const read = rows.map((row) => rowOf(names, row))
  const paidOut = read.filter(({ payoutId }) => payoutId !== '')
  const groups = Map.groupBy(paidOut, ({ payoutId, currency }) => `${payoutId} ${currency}`)
  const payouts = [...groups.values()].map(payoutOf)
  return ok({ gateway: 'stripe', payouts, waiting: read.length - paidOut.length })
}

type StripeRow = Readonly<{ payoutId: string; currency: Currency; arrivesAt: Date | null; movement: Movement }>

function payoutOf(rows: readonly StripeRow[]): ReportedPayout {
  const movements = rows.map(({ movement }) => movement)
  const amount = movements.filter(({ kind }) => kind !== 'payout').reduce((all, { net }) => all + net, 0)
  const last = new Date(Math.max(...movements.map(({ at }) => at.getTime())))
  const [first] = rows
  if (!first) throw new RangeError('a payout has rows')
  return { externalId: first.payoutId, currency: first.currency, amount, at: first.arrivesAt ?? last, movements }
}

function rowOf(names: readonly string[], { line, cells }: Row): StripeRow {
  const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
  const code = cell('currency').toUpperCase()
  if (!/^[A-Z]{3}$/.test(code)) throw new Unreadable(line, 'currency')
  const currency = currencyOf(code)
  const amount = (name: string): number => {
    const read = parseMoney(cell(name).replace(',', '.'), currency)
    if (!read) throw new Unreadable(line, name)
    return read.amount
  }
  const [gross, fee, net] = [amount('gross'), amount('fee'), amount('net')]
  if (net !== gross - fee) throw new Unreadable(line, 'net')
  const at = timeOf(cell('created_utc') || cell('created'))
  if (!at) throw new Unreadable(line, 'created_utc')
  const event = cell('reporting_category')
  const description = cell('description')
  const movement: Movement = {
    externalId: cell('balance_transaction_id'),
    kind: kinds[event] ?? 'other',
    event,
    refs: ['payment_metadata[payment]', 'payment_intent_id', 'charge_id', 'source_id'].map(cell).filter(Boolean),
    reference: cell('payment_metadata[order]') || (/\b(?:Order|Bestellung) (\d+)\b/.exec(description)?.[1] ?? ''),
    description,
    gross,
    fee,
    net,
    at,
  }
  const arrivesAt = timeOf(cell('automatic_payout_effective_at_utc') || cell('automatic_payout_effective_at'))
  return { payoutId: cell('automatic_payout_id'), currency, arrivesAt, movement }
}

/** `2026-11-22 10:15:00`, in UTC. */
function timeOf(text: string): Date | null {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?/.exec(text) ?? []
  if (day === undefined) return null
  const at = new Date(`${day}T${time ?? '00:00'}Z`)
  return Number.isNaN(at.getTime()) ? null : at
}
