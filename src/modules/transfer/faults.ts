import { DatabaseError } from 'pg'

/** Deadlock, serialization, lock time-out: the same again may work. */
export const isPassing = (error: unknown): boolean =>
  error instanceof DatabaseError && ['40P01', '40001', '55P03'].includes(error.code ?? '')

/** The database could not take these very values (classes 22, 23, 54): somebody's row is wrong, not the machine. */
export const isAboutData = (error: unknown): error is DatabaseError =>
  error instanceof DatabaseError && /^(?:22|23|54)/.test(error.code ?? '')
