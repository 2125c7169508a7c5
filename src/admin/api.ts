import type { Failure } from '../admin-api/types.ts'

/** An answer of the desk that is no success, in its own words. */
export class Refused extends Error {
  readonly status: number
  readonly failure: Failure
  constructor(status: number, failure: Failure) {
    super(failure.message)
    this.status = status
    this.failure = failure
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

const isFailure = (value: unknown): value is Failure =>
  typeof value === 'object' && value !== null && 'message' in value && 'code' in value

const offline: Failure = { code: 'offline', message: 'The shop does not answer. Check your connection and try again.' }
const unread: Failure = { code: 'fault', message: 'The answer could not be read. Please try again.' }

/** Asks the desk. @throws Refused for everything but success. */
export async function ask<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const isForm = body instanceof Blob
  const response = await fetch(`/admin/api${path}`, {
    method,
    credentials: 'same-origin',
    headers: body === undefined || isForm ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? null : isForm ? body : JSON.stringify(body),
  }).catch(() => null)
  if (!response) throw new Refused(0, offline)
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer as T
  throw new Refused(response.status, isFailure(answer) ? answer : unread)
}

/** The words beside each field: `{ email: 'An e-mail address looks like …' }`. */
export function problemsOf(error: unknown): Record<string, string> {
  if (!(error instanceof Refused)) return {}
  return Object.fromEntries((error.failure.problems ?? []).map(({ path, message }) => [path, message]))
}
