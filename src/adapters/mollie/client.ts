import { z } from 'zod'

import { ok, refuse, type Result } from '#kernel/result'
import type { NoAnswer } from '#modules/payment'
import type { Outbound } from '#platform/outbound/outbound'

export type Call = Readonly<{
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  body?: object
  /** Mollie does it once for this, within an hour. Without it a POST is not repeated. */
  key?: string
}>

/** unsent: nothing happened there, for a reason that is not the payment's. */
export type Trouble = Readonly<{ code: 'refused' | 'unknown' | 'unsent'; reason: string; status: number }>
export type MollieClient = <T>(call: Call, answer: z.ZodType<T>) => Promise<Result<T, Trouble>>

type Settings = Readonly<{ api: string; apiKey: string; outbound: Outbound }>

const failure = z.object({ title: z.string().optional(), detail: z.string().optional() })

/** Speaks to Mollie, and reads the answer as what was asked for. */
export const mollieClient =
  ({ api, apiKey, outbound }: Settings): MollieClient =>
  async ({ method, path, body, key }, answer) => {
    const said = await outbound.send({
      method,
      url: `${api}/v2/${path}`,
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      repeatable: method !== 'POST' || key !== undefined,
    })
    if (!said.ok) return trouble(said.refusal.code === 'lost' ? 'unknown' : 'unsent', said.refusal.reason)
    const { status, text } = said.value
    const json = text === '' ? {} : jsonOf(text)
    if (status < 200 || status >= 300) return refuse(refusalIn(status, json))
    const read = answer.safeParse(json)
    return read.success ? ok(read.data) : trouble('unknown', 'an answer that makes no sense')
  }

const trouble = (code: Trouble['code'], reason: string) => refuse({ code, reason, status: 0 })

/** Nothing but a clear "no" is a refusal: 409, 429, 5xx and nonsense leave it open. */
function refusalIn(status: number, json: unknown): Trouble {
  const read = failure.safeParse(json)
  const words = read.success ? `${status} ${read.data.detail ?? read.data.title ?? ''}` : String(status)
  const reason = words.trim().slice(0, 300)
  if (status === 401 || status === 403) return { code: 'unsent', reason, status }
  const isClear = read.success && status >= 400 && status < 500 && status !== 409 && status !== 429
  return { code: isClear ? 'refused' : 'unknown', reason, status }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** For questions about what exists: what is no clear "no" is asked again later. */
export const noAnswer = ({ code, reason }: Trouble): NoAnswer => ({
  code: code === 'refused' ? code : 'unknown',
  reason,
})
