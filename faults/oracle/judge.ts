import { Pool } from 'pg'

import { gatewayChecks } from './gateways.ts'
import { historyViolations } from './clients.ts'
import type { History } from './history.ts'
import type { Delivered } from './mail-sink.ts'
import { mailViolations } from './mails.ts'
import { shopChecks } from './shop.ts'
import { totalViolations } from './totals.ts'

export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10' | 'I11' | 'I12' | 'I13'

/** A sentence about what does not agree, and where to look. */
export type Violation = Readonly<{ invariant: Invariant; says: string; where: readonly string[] }>

/** A question to the database whose every answer is a violation: a name to look for, in one column. */
export type Check = Readonly<{ invariant: Invariant; says: string; rows: string }>

/** The four books. The database holds the shop's and the test gateway's; what is left out is not looked at. */
export type Books = Readonly<{
  url: string
  history?: History
  mails?: {
    delivered: readonly Delivered[]
    /** Cut between the mail's end and our yes: each may double one. */ cuts: number
  }
}>

export type Ask = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>

/** Holds the books against each other when nothing is under way any more. Shares no code with the shop. */
export async function judge({ url, history, mails }: Books): Promise<Violation[]> {
  const pool = new Pool({ connectionString: url, max: 2 })
  pool.on('error', () => {})
  const ask: Ask = async <Row extends object>(text: string, values: unknown[] = []) =>
    (await pool.query<Row>(text, values)).rows
  try {
    const found = [
      ...(await asked(ask, [...shopChecks, ...gatewayChecks])),
      ...(await totalViolations(ask)),
      ...(history ? await historyViolations(ask, history) : []),
      ...(mails ? await mailViolations(ask, mails) : []),
    ]
    return found
  } finally {
    await pool.end()
  }
}

async function asked(ask: Ask, checks: readonly Check[]): Promise<Violation[]> {
  const found: Violation[] = []
  for (const { invariant, says, rows } of checks) {
    const where = await ask<{ what: string }>(`select what::text from (${rows}) found(what) limit 5`)
    if (where.length > 0) found.push({ invariant, says, where: where.map(({ what }) => what) })
  }
  return found
}
