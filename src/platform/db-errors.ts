import { DatabaseError } from 'pg'

const UNIQUE = '23505'
const FOREIGN_KEY = '23503'

/**
 * The name of the unique or foreign key that a statement ran against, or null for another fault. It is how a race that
 * the database decided becomes a refusal. The transaction is over: answer the refusal and write no more.
 */
export function brokenRule(error: unknown): string | null {
  if (!(error instanceof DatabaseError)) return null
  return error.code === UNIQUE || error.code === FOREIGN_KEY ? (error.constraint ?? null) : null
}

/** True when the database ended this transaction so that another could go on: trying again would work. */
export const wasDeadlock = (error: unknown): boolean => error instanceof DatabaseError && error.code === '40P01'
