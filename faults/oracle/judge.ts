import { Pool } from 'pg'

import { gatewayChecks } from './gateways.ts'
import { historyViolations } from './clients.ts'
import type { History } from './history.ts'
import type { Delivered } from './mail-sink.ts'
import { mailViolations } from './mails.ts'
import { shopChecks } from './shop.ts'
import { totalViolations } from './totals.ts'
import { valueChecks } from './value.ts'

export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10' | 'I11' | 'I12' | 'I13'

/** A sentence about what does not agree, and where to look. */
export type Violation = Readonly<{ invariant: Invariant; says: string; where: readonly string[] }>

/** A question to the database whose every answer is a violation: a name to look for, in one column. */
export type Check = Readonly<{ invariant: Invariant; says: string; rows: string }>

/** What is told besides the database, which holds the shop's and the test gateway's books. */
export type Told = Readonly<{
  history?: History
  mails?: {
    delivered: readonly Delivered[]
    /** How often the line was cut between a mail's end and the server's yes: each may double one. */
    cuts: number
  }
}>

/** For a report: one line a violation. */
export const inWords = (violations: readonly Violation[]): string[] =>
  violations.map(({ invariant, says, where }) => `${invariant} ${says}: ${where.slice(0, 5).join('; ')}`)

export type Ask = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>

/** Holds the books against each other when nothing is under way any more. Shares no code with the shop. */
export async function judge({ url, ...told }: Told & { url: string }): Promise<Violation[]> {
  const pool = new Pool({ connectionString: url, max: 2 })
  pool.on('error', () => {})
  try {
    return await judgeBy(
      async <Row extends object>(text: string, values: unknown[] = []) => (await pool.query<Row>(text, values)).rows,
      told,
    )
  } finally {
    await pool.end()
  }
}

/** The same by a connection of the caller's. */
export async function judgeBy(ask: Ask, { history, mails }: Told): Promise<Violation[]> {
  return [
    ...(await asked(ask, [...shopChecks, ...gatewayChecks, ...valueChecks])),
    ...(await totalViolations(ask)),
    ...(history ? await historyViolations(ask, history) : []),
    ...(mails ? await mailViolations(ask, mails) : []),
  ]
}

async function asked(ask: Ask, checks: readonly Check[]): Promise<Violation[]> {
  const found: Violation[] = []
  for (const { invariant, says, rows } of checks) {
    const where = await ask<{ what: string }>(`select what::text from (${rows}) found(what) limit 5`)
    if (where.length > 0) found.push({ invariant, says, where: where.map(({ what }) => what) })
  }
  return found
}
