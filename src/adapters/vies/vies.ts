import { z } from 'zod'

import type { VatAnswer, VatRegister } from '#modules/tax'
import { createOutbound, type Outbound } from '#platform/outbound/outbound'

/** The European Commission's service in front of the member states' registers. */
const OFFICIAL = 'https://ec.europa.eu/taxation_customs/vies/rest-api'
const MOST_MS = 3000

const given = z.object({
  valid: z.boolean(),
  name: z.string().nullish(),
  address: z.string().nullish(),
  requestIdentifier: z.string().nullish(),
})
const failed = z.object({ errorWrappers: z.array(z.object({ error: z.string() })).min(1) })

type Settings = { baseUrl?: string; outbound?: Outbound }
type Question = Readonly<{ vatId: string; requester: string }>

/** VIES, over its official REST interface: an answer within three seconds, or none. */
export function viesRegister({ baseUrl = OFFICIAL, outbound }: Settings = {}): VatRegister {
  const out = outbound ?? createOutbound({ totalMs: MOST_MS, connectMs: 2000, mostBytes: 65_536 })
  const send = async (question: Question): Promise<unknown> => {
    const said = await out.send({
      method: 'POST',
      url: `${baseUrl}/check-vat-number`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bodyOf(question)),
      // It only looks something up.
      repeatable: true,
    })
    return said.ok ? jsonOf(said.value.text) : { unanswered: said.refusal.reason }
  }
  return {
    name: 'VIES',
    ask: async (question) => {
      const raw = await send(question)
      // Our own ID is the one that is not known: ask without, so that buyers do not suffer for it.
      if (question.requester !== '' && errorIn(raw) === 'INVALID_REQUESTER_INFO')
        return answerOf(await send({ ...question, requester: '' }))
      return answerOf(raw)
    },
  }
}

const bodyOf = ({ vatId, requester }: Question) => ({
  countryCode: vatId.slice(0, 2),
  vatNumber: vatId.slice(2),
  ...(requester === '' ? {} : { requesterMemberStateCode: requester.slice(0, 2), requesterNumber: requester.slice(2) }),
})

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return { unreadable: text.slice(0, 200) }
  }
}

function errorIn(raw: unknown): string | null {
  const parsed = failed.safeParse(raw)
  return parsed.success ? (parsed.data.errorWrappers[0]?.error ?? null) : null
}

const silence = { holderName: '', holderAddress: '', consultation: '' }

/** Whatever is not plainly yes or no is no answer at all. */
function answerOf(raw: unknown): VatAnswer {
  const kept = z.record(z.string(), z.unknown()).catch({}).parse(raw)
  const answer = given.safeParse(raw)
  if (answer.success) {
    const { valid, name, address, requestIdentifier } = answer.data
    const state = valid ? 'valid' : 'invalid'
    return {
      state,
      holderName: disclosed(name),
      holderAddress: disclosed(address),
      consultation: requestIdentifier ?? '',
      raw: kept,
    }
  }
  return { ...silence, state: errorIn(raw) === 'INVALID_INPUT' ? 'invalid' : 'unavailable', raw: kept }
}

/** Germany and Spain tell no names; they send dashes. */
const disclosed = (text: string | null | undefined): string => (text ?? '').replace(/^-+$/, '').slice(0, 300)
