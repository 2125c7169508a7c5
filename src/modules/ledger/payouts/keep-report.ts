import { ok, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { insertPayout } from '../payout-store.ts'
import { readReport } from './read-report.ts'
import type { ReportRefusal } from './report.ts'

type Upload = Readonly<{ text: string; fileName: string; now: Date }>

export type Upshot = Readonly<{ gateway: string; payouts: number; movements: number; added: number; waiting: number }>

/** Takes a payout report in. The same file again, or one that overlaps, adds only what is new. */
export async function keepReport(tx: Tx, { text, fileName, now }: Upload): Promise<Result<Upshot, ReportRefusal>> {
  const read = readReport(text)
  if (!read.ok) return read
  const { gateway, payouts, waiting } = read.value
  let added = 0
  for (const payout of payouts) added += await insertPayout(tx, { gateway, payout, fileName, now })
  const movements = payouts.reduce((all, payout) => all + payout.movements.length, 0)
  return ok({ gateway, payouts: payouts.length, movements, added, waiting })
}
