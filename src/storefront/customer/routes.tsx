import { z } from 'zod'

import { ok } from '#kernel/result'
import {
  askForLink,
  isEmail,
  linkTokenOf,
  renewSession,
  signInBy,
  signOutCustomer,
  type LinkToken,
} from '#modules/customer'
import { command } from '#platform/db'
import { callerAddress } from '#platform/http/caller'
import { get, write, type Ask, type Route } from '#platform/http/route'
import { ownShoppersCart } from '../cart/shopper.ts'
import type { StorefrontDeps } from '../deps.ts'
import { escapeHtml } from '#platform/html'
import { fragment, page } from '../page.ts'
import { href, placeOf } from '../place.ts'
import { customerWords } from './messages.ts'
import { signInPath } from './paths.ts'
import { keepSession, sessionIn, signedIn } from './session.ts'
import { ConfirmPage, InsidePage, SentPage, SignInPage, UsedPage } from './SignInPage.tsx'

const personal = { who: 'anyone', cache: 'private' } as const
const form = { ...personal, method: 'POST', csrf: 'same-origin', query: null } as const

const signInQuery = z.looseObject({ sent: z.string().optional() })
const emailInput = z.strictObject({ email: z.string().max(400).default('') })

/** Coming in by a personal link, and going out. */
export const customerRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    ...personal,
    path: '/sign-in',
    rate: 'page',
    query: signInQuery,
    handle: async (c, { query }) => showSignIn(c, deps, { sent: query.sent !== undefined }),
  }),
  write({
    ...form,
    path: '/sign-in',
    rate: 'login',
    body: emailInput,
    handle: async (c, { body }) => sendLink(c, deps, body.email.trim()),
  }),
  get({
    ...personal,
    path: '/sign-in/:token',
    rate: 'page',
    query: null,
    handle: (c) => {
      const token = linkTokenOf(c.req.param('token') ?? '')
      return token ? showConfirm(c, deps, token) : showUsed(c, deps)
    },
  }),
  write({ ...form, path: '/sign-in/:token', rate: 'login', body: null, handle: (c) => enter(c, deps) }),
  write({ ...form, path: '/sign-out', rate: 'form', body: null, handle: (c) => leave(c, deps) }),
  get({ ...personal, path: '/fragments/customer', rate: 'unlimited', query: null, handle: (c) => greet(c, deps) }),
]

const wordsIn = (c: Ask, deps: StorefrontDeps) => customerWords[placeOf(c, deps).language]

async function showSignIn(c: Ask, deps: StorefrontDeps, { sent }: { sent: boolean }): Promise<Response> {
  const [place, words] = [placeOf(c, deps), wordsIn(c, deps)]
  const customer = await signedIn(c, deps)
  const body = sent ? (
    <SentPage place={place} words={words} />
  ) : customer ? (
    <InsidePage place={place} words={words} email={customer.email} />
  ) : (
    <SignInPage place={place} words={words} email="" />
  )
  return page(c, deps, { title: words.title, path: '/sign-in', robots: 'noindex', body })
}

/** Whatever the shop knows of the address, the answer is one and the same. */
async function sendLink(c: Ask, deps: StorefrontDeps, email: string): Promise<Response> {
  const [place, words] = [placeOf(c, deps), wordsIn(c, deps)]
  if (!isEmail(email)) {
    const error = email === '' ? words.emailRequired : words.emailWrong
    const body = <SignInPage place={place} words={words} email={email} error={error} />
    return page(c, deps, { title: words.title, path: '/sign-in', robots: 'noindex', status: 422, body })
  }
  const from = { language: place.language, marketId: place.market.id, address: callerAddress(c) }
  await askForLink({ ...deps, secret: deps.signInSecret }, email, from)
  return c.redirect(href(place, '/sign-in?sent=1'), 303)
}

function showConfirm(c: Ask, deps: StorefrontDeps, token: LinkToken): Response {
  const words = wordsIn(c, deps)
  const body = <ConfirmPage words={words} action={signInPath(placeOf(c, deps), token)} />
  return page(c, deps, { title: words.title, path: '/sign-in', robots: 'noindex', body })
}

function showUsed(c: Ask, deps: StorefrontDeps): Response {
  const words = wordsIn(c, deps)
  const body = <UsedPage place={placeOf(c, deps)} words={words} />
  return page(c, deps, { title: words.usedTitle, path: '/sign-in', robots: 'noindex', status: 404, body })
}

async function enter(c: Ask, deps: StorefrontDeps): Promise<Response> {
  const token = linkTokenOf(c.req.param('token') ?? '')
  const entered = token ? await signInBy(deps, { token, previous: sessionIn(c, deps) }) : null
  if (!entered?.ok) return showUsed(c, deps)
  keepSession(c, deps, entered.value.session)
  await ownShoppersCart(c, deps, entered.value.customer.id)
  return c.redirect(href(placeOf(c, deps), '/sign-in'), 303)
}

/** The cart stays with the browser, at everybody's prices. */
async function leave(c: Ask, deps: StorefrontDeps): Promise<Response> {
  const token = sessionIn(c, deps)
  if (token) await command(deps.db, async (tx) => ok(await signOutCustomer(tx, token)))
  keepSession(c, deps, null)
  await ownShoppersCart(c, deps, null)
  return c.redirect(href(placeOf(c, deps), '/'), 303)
}

/** The name beside the sign in every page's header. Now and then the session gets a fresh token here. */
async function greet(c: Ask, deps: StorefrontDeps): Promise<Response> {
  const customer = await signedIn(c, deps)
  const token = sessionIn(c, deps)
  if (!customer || !token) return fragment(c, '')
  const fresh = await renewSession(deps.db, token, deps.clock.now())
  if (fresh) keepSession(c, deps, fresh)
  return fragment(c, escapeHtml(customer.name || (customer.email.split('@')[0] ?? '')))
}
