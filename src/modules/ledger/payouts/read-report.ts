import { ok, refuse, type Result } from '#kernel/result'
import { isPayPal, readPayPal } from './read-paypal.ts'
import { isStripe, readStripe } from './read-stripe.ts'
import { Unreadable, type Report, type ReportRefusal } from './report.ts'
import { nameOf, rowsOf } from './rows.ts'

/** Reads a payout report by what stands in it, whatever the file is called and however its columns are ordered. */
export function readReport(text: string): Result<Report, ReportRefusal> {
  try {
    const rows = rowsOf(text)
    if (isStripe(rows[0]?.cells.map(nameOf) ?? [])) return readStripe(rows)
    return isPayPal(rows) ? ok(readPayPal(rows)) : refuse({ code: 'not_a_report' })
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return refuse({ code: 'unreadable', line: error.line, column: error.column })
  }
}
