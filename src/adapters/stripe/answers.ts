import { ok, refuse } from '#kernel/result'
import type { Answer } from '#modules/payment'
import { NoReply } from '#platform/outbound/as-fetch'
import { stripeLibrary } from './library.ts'

/**
 * What an exception of Stripe's library means. unsent: nothing happened there, for a reason that is not the payment's
 * (Stripe cannot be reached, the key is wrong).
 */
export type Trouble = Readonly<{ code: 'refused' | 'unknown' | 'unsent' | 'key_reused'; reason: string }>

/** Nothing but a clear "no" of Stripe is a refusal; 409, 429, 5xx, silence and nonsense leave it open. */
export function troubleOf(error: unknown): Trouble {
  const { errors } = stripeLibrary()
  if (error instanceof errors.StripeConnectionError) return silence(error.detail)
  if (!(error instanceof errors.StripeError)) return { code: 'unknown', reason: reasonIn(error) }
  const { statusCode: status = 0, code, rawType, message } = error
  const reason = `${code ?? rawType ?? status}: ${message}`.slice(0, 300)
  if (error instanceof errors.StripeIdempotencyError && status === 400) return { code: 'key_reused', reason }
  return { code: status === 401 || status === 403 ? 'unsent' : isClear(status) ? 'refused' : 'unknown', reason }
}

const isClear = (status: number): boolean => status >= 400 && status < 500 && status !== 409 && status !== 429

const silence = (detail: unknown): Trouble => ({
  code: detail instanceof NoReply && !detail.sent ? 'unsent' : 'unknown',
  reason: reasonIn(detail),
})

const reasonIn = (error: unknown): string => (error instanceof Error ? error.message : 'no answer').slice(0, 300)

/** Asks Stripe about something that exists: whatever is no clear "no" is asked again later. */
export async function answer<T>(question: () => Promise<T>): Promise<Answer<T>> {
  try {
    return ok(await question())
  } catch (error) {
    const { code, reason } = troubleOf(error)
    return refuse({ code: code === 'refused' || code === 'key_reused' ? 'refused' : 'unknown', reason })
  }
}
