import { z } from 'zod'

import { findGiftCard } from '#modules/stored-value'
import { callerAddress } from '#platform/http/caller'
import { get, write, type Ask, type Route } from '#platform/http/route'
import type { StorefrontDeps } from '../deps.ts'
import { page } from '../page.ts'
import { placeOf } from '../place.ts'
import { AskPage, FoundPage } from './BalancePage.tsx'
import { giftCardWords } from './messages.ts'

const personal = { who: 'anyone', cache: 'private', path: '/gift-card' } as const
const codeInput = z.strictObject({ code: z.string().max(200).default('') })

/** What is left on a gift card. The code comes in a form and is in no address. */
export const giftCardRoutes = (deps: StorefrontDeps): Route[] => [
  get({ ...personal, rate: 'page', query: null, handle: (c) => showAsk(c, deps) }),
  write({
    ...personal,
    method: 'POST',
    csrf: 'same-origin',
    rate: 'login',
    query: null,
    body: codeInput,
    handle: (c, { body }) => showBalance(c, deps, body.code),
    invalid: (c) => showAsk(c, deps, { status: 422, error: giftCardWords[placeOf(c, deps).language].unknown }),
  }),
]

type Problem = { status: 422 | 429; error: string }

function showAsk(c: Ask, deps: StorefrontDeps, problem?: Problem): Response {
  const place = placeOf(c, deps)
  const words = giftCardWords[place.language]
  const body = <AskPage place={place} words={words} error={problem?.error} />
  return page(c, deps, { title: words.title, path: '/gift-card', status: problem?.status ?? 200, body })
}

async function showBalance(c: Ask, deps: StorefrontDeps, code: string): Promise<Response> {
  const place = placeOf(c, deps)
  const words = giftCardWords[place.language]
  if (code.trim() === '') return showAsk(c, deps, { status: 422, error: words.required })
  const found = await findGiftCard(deps, { code, address: callerAddress(c) })
  if (found.ok) {
    const body = <FoundPage place={place} words={words} card={found.value} />
    return page(c, deps, { title: words.title, path: '/gift-card', robots: 'noindex', body })
  }
  if (found.refusal.code === 'unknown_gift_card') return showAsk(c, deps, { status: 422, error: words.unknown })
  const { waitSeconds } = found.refusal
  c.header('Retry-After', String(waitSeconds))
  return showAsk(c, deps, { status: 429, error: words.tooMany(Math.ceil(waitSeconds / 60)) })
}
