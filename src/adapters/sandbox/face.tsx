import type { Content } from '#platform/html'
import { htmlOf } from '#platform/html'
import { z } from 'zod'

import type { Language } from '#kernel/locale'
import type { Face } from '#platform/http/face'
import { get, write, type Ask, type Route } from '#platform/http/route'
import { testCards, type Card } from './cards.ts'
import { deskActions } from './desk.ts'
import { CardForm, Challenge, Counter, HostedPage, Lost, Said, SavedForm } from './Hosted.tsx'
import { sandboxWords } from './messages.ts'
import type { PageStep } from './page.ts'
import type { Sandbox } from './sandbox.ts'
import { script } from './script.ts'
import { styles } from './styles.ts'
import { Wallet } from './Wallet.tsx'

const field = z.string().max(100)
const cardInput = z.strictObject({ number: field, expiry: field, cvc: field })
const challengeInput = z.strictObject({ answer: z.enum(['approve', 'deny']) })
const savedInput = z.strictObject({ cvc: field })
const walletInput = z.strictObject({ email: z.string().max(254), answer: z.enum(['approve', 'decline']) })
const deskInput = z.strictObject({ action: z.enum(deskActions) })
const cardQuery = z.object({
  card: z.coerce.number().int().min(0).optional().catch(undefined),
  other: z.literal('1').optional().catch(undefined),
})

const noCard: Card = { number: '', expiry: '', cvc: '' }
/** `other`: not the remembered card. `wrongEmail`: as it was typed. */
type Shown = Omit<Parameters<typeof CardForm>[0], 'payment' | 'language'> & { other?: boolean; wrongEmail?: string }

/** The test bank's own pages. They share nothing with the shop but the process. */
export function sandboxFace({ page, desk }: Pick<Sandbox, 'page' | 'desk'>): Face {
  const shared = { who: 'anyone', cache: 'private' } as const
  const change = { ...shared, method: 'POST', rate: 'form', csrf: 'same-origin', query: null } as const
  const idOf = (c: Ask): string => c.req.param('id') ?? ''
  const routes: Route[] = [
    get({
      ...shared,
      path: '/test-gateway/pay/:id',
      rate: 'page',
      query: cardQuery,
      handle: async (c, { query }) => {
        const known = testCards[query.card ?? -1]
        const card = known ? { number: known.number, expiry: '12 / 34', cvc: '123' } : noCard
        const other = known !== undefined || query.other !== undefined
        return answer(c, await page.open(idOf(c)), { card, problems: {}, other })
      },
    }),
    write({
      ...change,
      path: '/test-gateway/pay/:id',
      body: cardInput,
      handle: async (c, { body: card }) => {
        const paid = await page.pay(idOf(c), card)
        if (paid.ok) return answer(c, paid.value)
        if (paid.refusal.code === 'no_such_payment') return missing(c)
        return answer(c, await page.open(idOf(c)), { card, problems: paid.refusal.problems, other: true }, 422)
      },
    }),
    write({
      ...change,
      path: '/test-gateway/pay/:id/saved',
      body: savedInput,
      handle: async (c, { body: { cvc } }) => {
        const paid = await page.paySaved(idOf(c), cvc)
        if (paid.ok) return answer(c, paid.value)
        if (paid.refusal.code === 'no_such_payment') return missing(c)
        return answer(c, await page.open(idOf(c)), { card: noCard, problems: paid.refusal.problems }, 422)
      },
    }),
    write({
      ...change,
      path: '/test-gateway/pay/:id/wallet',
      body: walletInput,
      handle: async (c, { body }) => {
        const paid = await page.payByWallet(idOf(c), { ...body, email: body.email.trim() })
        if (paid.ok) return answer(c, paid.value)
        if (paid.refusal.code === 'no_such_payment') return missing(c)
        return answer(c, await page.open(idOf(c)), { card: noCard, problems: {}, wrongEmail: body.email }, 422)
      },
    }),
    get({
      ...shared,
      path: '/test-gateway/desk/:id',
      rate: 'page',
      query: null,
      handle: async (c) => {
        const found = await desk.open(idOf(c))
        if (!found) return missing(c)
        const language = asked(c)
        return html(c, language, [sandboxWords[language].deskTitle, <Counter {...found} language={language} />])
      },
    }),
    write({
      ...change,
      path: '/test-gateway/desk/:id',
      body: deskInput,
      handle: async (c, { body }) => {
        await desk.act(idOf(c), body.action)
        return c.redirect(`/test-gateway/desk/${idOf(c)}`, 303)
      },
    }),
    write({
      ...change,
      path: '/test-gateway/pay/:id/challenge',
      body: challengeInput,
      handle: async (c, { body }) => answer(c, await page.answerChallenge(idOf(c), body.answer === 'approve')),
    }),
    write({
      ...change,
      path: '/test-gateway/pay/:id/cancel',
      body: null,
      handle: async (c) => answer(c, await page.cancel(idOf(c))),
    }),
    get({
      ...file('/test-gateway/style.css'),
      handle: (c) => c.body(styles, 200, { 'Content-Type': 'text/css; charset=UTF-8' }),
    }),
    get({
      ...file('/test-gateway/card.js'),
      handle: (c) => c.body(script, 200, { 'Content-Type': 'text/javascript; charset=UTF-8' }),
    }),
  ]
  return { routes, voice, policy }
}

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const file = (path: string) => ({ path, who: 'anyone', rate: 'unlimited', cache: 'public', query: null }) as const

type Status = 200 | 400 | 401 | 403 | 404 | 405 | 413 | 415 | 422 | 429 | 500

function html(c: Ask, language: Language, [title, body]: [string, Content], status: Status = 200): Response {
  const document = (
    <HostedPage language={language} title={title}>
      {body}
    </HostedPage>
  )
  return c.html(`<!doctype html>${htmlOf(document)}`, status)
}

/** Who owns the test wallet until somebody types another address. */
const SHOPPER = 'ana.muster@example.com'

/** Shows the next step, or leads back to the shop. */
function answer(
  c: Ask,
  step: PageStep | null,
  form: Shown = { card: noCard, problems: {} },
  status: 200 | 422 = 200,
): Response {
  if (!step) return missing(c)
  if (step.kind === 'return') return c.redirect(step.url, 303)
  const { payment } = step
  const language = languageOf(payment.returnUrl)
  const words = sandboxWords[language]
  if (step.kind === 'challenge')
    return html(c, language, [words.challengeTitle, <Challenge payment={payment} language={language} />])
  if (step.kind === 'lost') return html(c, language, [words.lostTitle, <Lost language={language} />])
  const { other = false, wrongEmail, ...shown } = form
  if (payment.express) {
    const wallet = { payment, language, express: payment.express, email: wrongEmail ?? SHOPPER }
    const sheet = <Wallet {...wallet} isWrong={wrongEmail !== undefined} />
    return html(c, language, [words.order(payment.reference), sheet], status)
  }
  const sheet =
    step.saved && !other ? (
      <SavedForm payment={payment} language={language} saved={step.saved} problem={shown.problems.cvc} />
    ) : (
      <CardForm payment={payment} language={language} {...shown} />
    )
  return html(c, language, [words.order(payment.reference), sheet], status)
}

/** The shop's pages in German start with `/de`. */
const languageOf = (returnUrl: string): Language => (/^(?:https?:\/\/[^/]+)?\/de(-|\/|$)/.test(returnUrl) ? 'de' : 'en')

const asked = (c: Ask): Language => (/^de\b/i.test(c.req.header('accept-language') ?? '') ? 'de' : 'en')

function say(c: Ask, title: string, text: string, status: Status): Response {
  return html(c, asked(c), [title, <Said title={title} text={text} />], status)
}

function missing(c: Ask): Response {
  const words = sandboxWords[asked(c)]
  return say(c, words.missingTitle, words.missingText, 404)
}

const voice: Face['voice'] = {
  notFound: missing,
  refused: (c, status, problems) =>
    say(c, sandboxWords[asked(c)].refusedTitle, problems.map(({ message }) => message).join(' '), status),
  fault: (c) => say(c, sandboxWords[asked(c)].faultTitle, sandboxWords[asked(c)].faultText, 500),
}
