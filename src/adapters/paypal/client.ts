import { z } from 'zod'

import { ok, refuse, type Result } from '#kernel/result'
import type { NoAnswer } from '#modules/payment'
import type { Outbound } from '#platform/outbound/outbound'

export type Call = Readonly<{
  method: 'GET' | 'POST' | 'PATCH'
  path: string
  /** JSON, or text that is JSON already. */
  body?: object | string
  /** PayPal does it once for this (`PayPal-Request-Id`). Without it a POST is not repeated. */
  requestId?: string
  /** A POST that changes nothing. */
  isRead?: boolean
}>

/** unsent: nothing happened there, for a reason that is not the payment's. `issue`: PayPal's word for a refusal. */
export type Trouble = Readonly<{
  code: 'refused' | 'unknown' | 'unsent'
  reason: string
  issue: string
  status: number
}>
export type Said = Result<unknown, Trouble>

export type PaypalClient = Readonly<{
  call: (call: Call) => Promise<Said>
  /** Forgets the token and gets another: are id and secret right? */
  signIn: () => Promise<Result<string, Trouble>>
}>

type Settings = Readonly<{ api: string; clientId: string; clientSecret: string; outbound: Outbound }>

const tokenAnswer = z.object({ access_token: z.string().min(1).max(10_000), expires_in: z.number() })
const failure = z.object({
  name: z.string().optional(),
  details: z.array(z.object({ issue: z.string().optional() })).optional(),
})

/** Speaks to PayPal, with a token that is kept while it is good and gotten once when many need one. */
export function paypalClient(settings: Settings): PaypalClient {
  const state: { token: Promise<Token> | null; until: number } = { token: null, until: 0 }
  const token = async (): Promise<Result<string, Trouble>> => {
    if (!state.token || performance.now() >= state.until) {
      state.until = Number.POSITIVE_INFINITY
      state.token = getToken(settings)
    }
    const mine = state.token
    const got = await mine
    if (!got.ok) {
      if (state.token === mine) state.token = null
      return got
    }
    state.until = got.value.until
    return ok(got.value.bearer)
  }
  const once = async (call: Call): Promise<Said> => {
    const got = await token()
    return got.ok ? exchange(settings, got.value, call) : got
  }
  return {
    call: async (call) => {
      const said = await once(call)
      if (said.ok || said.refusal.status !== 401) return said
      state.token = null
      return once(call)
    },
    signIn: () => {
      state.token = null
      return token()
    },
  }
}

type Token = Result<{ bearer: string; until: number }, Trouble>

async function getToken({ api, clientId, clientSecret, outbound }: Settings): Promise<Token> {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  const said = await outbound.send({
    method: 'POST',
    url: `${api}/v1/oauth2/token`,
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
    repeatable: true,
  })
  // Nothing happened to any payment yet, whatever became of this.
  if (!said.ok) return trouble('unsent', said.refusal.reason)
  const { status, text } = said.value
  const read = tokenAnswer.safeParse(jsonOf(text))
  if (status !== 200 || !read.success) return trouble('unsent', `PayPal gave no token (${status}): are the keys right?`)
  const until = performance.now() + Math.max(0, read.data.expires_in - 60) * 1000
  return ok({ bearer: read.data.access_token, until })
}

const trouble = (code: Trouble['code'], reason: string) => refuse({ code, reason, issue: '', status: 0 })

async function exchange({ api, outbound }: Settings, bearer: string, call: Call): Promise<Said> {
  const { method, path, body, requestId, isRead = method === 'GET' } = call
  const said = await outbound.send({
    method,
    url: api + path,
    headers: {
      authorization: `Bearer ${bearer}`,
      'content-type': 'application/json',
      prefer: 'return=representation',
      ...(requestId === undefined ? {} : { 'paypal-request-id': requestId }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    repeatable: isRead || requestId !== undefined || method === 'PATCH',
  })
  if (!said.ok) return trouble(said.refusal.code === 'lost' ? 'unknown' : 'unsent', said.refusal.reason)
  return understood(said.value.status, said.value.text)
}

function understood(status: number, text: string): Said {
  const json = text === '' ? {} : jsonOf(text)
  if (status < 200 || status >= 300) return refuse(refusalIn(status, json))
  return json === undefined ? trouble('unknown', 'an answer that is no JSON') : ok(json)
}

/** Nothing but a clear "no" is a refusal: 409, 429, 5xx, requests that overlap, and nonsense leave it open. */
function refusalIn(status: number, json: unknown): Trouble {
  const read = failure.safeParse(json)
  const issue = issueIn(read.success ? read.data : {})
  const parts = { reason: `${status} ${issue}`.trim(), issue, status }
  if (status === 401 || status === 403) return { code: 'unsent', ...parts }
  const isClear = read.success && status >= 400 && status < 500 && !open.has(status) && !inProgress.has(issue)
  return { code: isClear ? 'refused' : 'unknown', ...parts }
}

const issueIn = ({ name = '', details = [] }: z.infer<typeof failure>): string =>
  (details[0]?.issue ?? name).slice(0, 100)

const open = new Set([409, 429])
const inProgress = new Set(['PREVIOUS_REQUEST_IN_PROGRESS', 'DUPLICATE_REQUEST_ID'])

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
