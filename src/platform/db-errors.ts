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

/** True when the database undid all of it for the sake of another transaction: a deadlock, or an order that cannot be. */
export const wasTurnedBack = (error: unknown): boolean =>
  error instanceof DatabaseError && (error.code === '40P01' || error.code === '40001')

/** The database was not asked any more: too many wait for it, or the request has waited for too long. */
export class Unserved extends Error {
  constructor(why: string) {
    super(`The database is not asked: ${why}.`)
  }
}

const gone = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'])
const goneInWords =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/

/** A lock that somebody sits on, a statement or an idle transaction that took too long, others that had to go first. */
const busy = new Set(['55P03', '57014', '25P03', '40P01', '40001'])

/**
 * True when the database is away (killed, stopping, starting, out of connections, silent) or has its hands full. What was
 * asked may or may not have happened; the same request again, with the same key, finds out.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof Unserved) return true
  const { code = '', syscall } = error as NodeJS.ErrnoException
  if (error instanceof DatabaseError)
    return code.startsWith('57P') || code.startsWith('08') || code === '53300' || busy.has(code)
  return (gone.has(code) && ['connect', 'write', 'read'].includes(syscall ?? '')) || goneInWords.test(error.message)
}
