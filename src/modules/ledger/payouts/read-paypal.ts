import { currencyOf } from '#kernel/money'
import { Unreadable, type Movement, type MovementKind, type Report, type ReportedPayout } from './report.ts'
import { nameOf, type Row } from './rows.ts'

/** What PayPal's transaction event codes are to us, the more exact first. */
const kinds: readonly (readonly [RegExp, MovementKind])[] = [
  [/^T0[34]/, 'payout'],
  [/^T00/, 'charge'],
  [/^(T1107|T1114|T1115)$/, 'refund'],
  [/^(T1106|T1110|T1111|T12\d\d)$/, 'dispute'],
  [/^(T01\d\d|T1108|T1109)$/, 'fee'],
]

/** The first cell of each row says what it is: SH begins a section, CH names the columns, SB is a movement. */
export const isPayPal = (rows: readonly Row[]): boolean =>
  rows.some(({ cells: [type] }) => type === 'CH') && rows.some(({ cells: [type] }) => type === 'RH' || type === 'SH')

type Section = { account: string; day: string; names: readonly string[] }

/**
 * PayPal's settlement (STL) and transaction detail (TRR) reports: amounts in minor units without a sign, "CR" and "DR"
 * beside them. A day of an account is one payout; what went to the bank that day is its amount.
 * @throws Unreadable for a cell that is no amount, currency or time.
 */
export function readPayPal(rows: readonly Row[]): Report {
  const section: Section = { account: '', day: '', names: [] }
  const read: PayPalRow[] = []
  for (const row of rows) {
    const [type, from = '', , account = ''] = row.cells
    if (type === 'SH') Object.assign(section, { account, day: from.slice(0, 10) })
    if (type === 'CH') section.names = row.cells.map(nameOf)
    if (type === 'SB') read.push(...rowOf(section, row))
  }
  const groups = Map.groupBy(read, ({ day, currency }) => `${day} ${currency}`)
  return { gateway: 'paypal', payouts: [...groups.values()].flatMap(payoutOf), waiting: 0 }
}

type PayPalRow = Readonly<{ day: string; currency: string; movement: Movement }>

function payoutOf(rows: readonly PayPalRow[]): ReportedPayout[] {
  const [first] = rows
  if (!first) return []
  const movements = rows.map(({ movement }) => movement)
  const amount = movements.filter(({ kind }) => kind === 'payout').reduce((all, { net }) => all - net, 0)
  const at = new Date(Math.max(...movements.map((movement) => movement.at.getTime())))
  return [{ externalId: first.day, currency: currencyOf(first.currency), amount, at, movements }]
}

function rowOf(section: Section, { line, cells }: Row): PayPalRow[] {
  const cell = (name: string): string => cells[section.names.indexOf(name)] ?? ''
  // Pending, denied: nothing has moved. The settlement report has no such column: all of it has.
  if (!['', 'S', 'V'].includes(cell('transactional status'))) return []
  const signed = (side: string, column: string): number => {
    const text = cell(column)
    if (text === '') return 0
    if (!/^\d{1,15}$/.test(text)) throw new Unreadable(line, column)
    return cell(side) === 'DR' ? -Number(text) : Number(text)
  }
  const currency = cell('gross transaction currency')
  if (!/^[A-Z]{3}$/.test(currency)) throw new Unreadable(line, 'Gross Transaction Currency')
  const feeCurrency = cell('fee currency')
  if (feeCurrency !== '' && feeCurrency !== currency) throw new Unreadable(line, 'Fee Currency')
  const gross = signed('transaction debit or credit', 'gross transaction amount')
  const fee = signed('fee debit or credit', 'fee amount')
  const event = cell('transaction event code')
  const id = cell('transaction id')
  const movement: Movement = {
    // The same transaction comes again under another code: when it is held, let go, turned back.
    externalId: `${id} ${event}${gross < 0 ? ' DR' : ''}`,
    kind: kindOf(event, gross),
    event,
    refs: [id, cell('paypal reference id'), cell('custom field'), cell('custom')].filter(Boolean),
    reference: cell('invoice id'),
    description: '',
    gross,
    fee: fee === 0 ? 0 : -fee,
    net: gross + fee,
    at: timeOf(cell('transaction completion date') || cell('transaction initiation date'), line),
  }
  return [{ day: `${section.account} ${section.day}`.trim(), currency, movement }]
}

function kindOf(event: string, gross: number): MovementKind {
  const kind = kinds.find(([code]) => code.test(event))?.[1] ?? 'other'
  return kind === 'charge' && gross < 0 ? 'other' : kind
}

/** `2026/11/22 10:15:00 -0700`. */
function timeOf(text: string, line: number): Date {
  const [, day = '', time = '', hours = '', minutes = ''] =
    /^(\d{4}\/\d\d\/\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/.exec(text) ?? []
  const at = new Date(`${day.replaceAll('/', '-')}T${time}${hours}:${minutes}`)
  if (Number.isNaN(at.getTime())) throw new Unreadable(line, 'Transaction Completion Date')
  return at
}
