import { ok, refuse, type Result } from '#kernel/result'
import { command, type Tx } from '#platform/db'
import { findInBook, moveInBook, paid, type SandboxPayment, type UsedCard } from './book.ts'
import { findCard, openDispute, saveCard, type SavedCard } from './book-moves.ts'
import {
  fingerprintOf,
  isCvc,
  labelOf,
  outcomeNamed,
  outcomeOf,
  problemsOf,
  type Card,
  type CardOutcome,
  type CardProblem,
} from './cards.ts'
import type { SandboxDeps } from './sandbox.ts'
import { noteBuyer, walletBuyer, walletCard, type WalletAnswer } from './wallet.ts'

/** What the hosted page shows next. */
export type PageStep =
  /** The card form; with a remembered card only its security code. */
  | { kind: 'form'; payment: SandboxPayment; saved: SavedCard | null }
  /** The bank asks whether it is really you. */
  | { kind: 'challenge'; payment: SandboxPayment }
  /** Decided (or on its way): back to the shop. */
  | { kind: 'return'; url: string }
  /** The test of a lost answer: nothing leads back, the shop must find out by itself. */
  | { kind: 'lost'; payment: SandboxPayment }

export type CardRefusal =
  | { code: 'no_such_payment' }
  | { code: 'bad_card'; problems: Partial<Record<keyof Card, CardProblem>> }

export type WalletRefusal = { code: 'no_such_payment' } | { code: 'bad_email' }

export type SandboxPage = Readonly<{
  open: (id: string) => Promise<PageStep | null>
  pay: (id: string, card: Card) => Promise<Result<PageStep, CardRefusal>>
  /** With the card that is remembered, which wants its security code only. */
  paySaved: (id: string, cvc: string) => Promise<Result<PageStep, CardRefusal>>
  /** For who buys without a checkout: with the test wallet, which knows an address. */
  payByWallet: (id: string, by: { email: string; answer: WalletAnswer }) => Promise<Result<PageStep, WalletRefusal>>
  answerChallenge: (id: string, approve: boolean) => Promise<PageStep | null>
  /** "Cancel and go back": nothing is paid. */
  cancel: (id: string) => Promise<PageStep | null>
}>

const SLOW_MS = 5000
const DAYS_MS = 2 * 86_400_000
/** A bank's message comes when its shopper is back already: then it finds everything done, and nobody waits for a lock. */
const MESSAGE_MS = 1000

type Used = Readonly<{ outcome: CardOutcome; label: string; fingerprint: string }>

/** The logic of the page on which the shopper pays. Card numbers pass through it and are kept nowhere. */
export function sandboxPage({ db, clock, secret }: SandboxDeps): SandboxPage {
  const open = async (id: string): Promise<PageStep | null> => {
    const payment = await findInBook(db, id)
    if (payment?.state !== 'open') return payment ? stepOf(payment) : null
    const saved = payment.savedRef === null ? null : await findCard(db, payment.savedRef)
    return { kind: 'form', payment, saved: saved?.customerId === payment.customerId ? saved : null }
  }
  /** Moves in one transaction, or finds that somebody else was faster. */
  const move = async (id: string, step: (tx: Tx) => Promise<SandboxPayment | null>): Promise<PageStep | null> => {
    const moved = await command(db, async (tx) => ok(await step(tx)))
    return moved.ok && moved.value ? stepOf(moved.value) : open(id)
  }
  const use = async (id: string, card: Used): Promise<Result<PageStep, CardRefusal>> => {
    const step = await move(id, (tx) => useCard(tx, id, card))
    return step ? ok(step) : refuse({ code: 'no_such_payment' })
  }

  return {
    open,
    pay: async (id, card) => {
      const problems = problemsOf(card, clock.now())
      if (Object.keys(problems).length > 0) return refuse({ code: 'bad_card', problems })
      const { number } = card
      return use(id, {
        outcome: outcomeOf(number),
        label: labelOf(number),
        fingerprint: fingerprintOf(secret, number),
      })
    },
    paySaved: async (id, cvc) => {
      const step = await open(id)
      if (step?.kind !== 'form' || !step.saved) return refuse({ code: 'no_such_payment' })
      if (!isCvc(cvc)) return refuse({ code: 'bad_card', problems: { cvc: 'bad_cvc' } })
      const { outcome, label, fingerprint } = step.saved
      return use(id, { outcome: outcomeNamed(outcome), label, fingerprint })
    },
    payByWallet: async (id, { email, answer }) => {
      const step = await open(id)
      if (step?.kind !== 'form' || !step.payment.express) return refuse({ code: 'no_such_payment' })
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return refuse({ code: 'bad_email' })
      const buyer = walletBuyer(step.payment.express, email)
      const { outcome, label, number } = walletCard(answer)
      const paidStep = await move(id, async (tx) => {
        await noteBuyer(tx, id, buyer)
        return useCard(tx, id, { outcome, label, fingerprint: fingerprintOf(secret, number) })
      })
      return paidStep ? ok(paidStep) : refuse({ code: 'no_such_payment' })
    },
    answerChallenge: (id, approve) =>
      move(id, (tx) => (approve ? approved(tx, { id, from: ['challenged'], ...tells }) : unconfirmed(tx, id))),
    cancel: (id) => move(id, (tx) => moveInBook(tx, id, { from: ['open', 'challenged'], to: 'canceled', ...tells })),
  }
}

const tells = { tellInMs: MESSAGE_MS } as const

const unconfirmed = (tx: Tx, id: string): Promise<SandboxPayment | null> =>
  moveInBook(tx, id, { from: ['challenged'], to: 'declined', failureCode: 'authentication_failed', ...tells })

async function useCard(tx: Tx, id: string, { outcome, label, fingerprint }: Used): Promise<SandboxPayment | null> {
  const { kind } = outcome
  const card: UsedCard = { outcome: kind, label, fingerprint, failsCapture: kind === 'fails_capture' }
  const from = ['open'] as const
  switch (kind) {
    case 'decline':
      return moveInBook(tx, id, { from, card, ...tells, to: 'declined', failureCode: outcome.failureCode })
    case 'challenge':
      return moveInBook(tx, id, { from, card, to: 'challenged' })
    case 'slow':
      return moveInBook(tx, id, { from, card, to: 'processing', paysInMs: SLOW_MS, tellInMs: SLOW_MS })
    case 'days':
      return moveInBook(tx, id, { from, card, ...tells, to: 'processing', paysInMs: DAYS_MS })
    case 'silent':
      return approved(tx, { id, from, card, silent: true })
    case 'underpays':
      return approved(tx, { id, from, card, ...tells, isShort: true })
    case 'approve':
    case 'fails_capture':
    case 'disputed': {
      const payment = await approved(tx, { id, from, card, ...tells })
      if (payment && kind === 'disputed') await openDispute(tx, id)
      return payment
    }
  }
}

async function approved(tx: Tx, how: Parameters<typeof paid>[1]): Promise<SandboxPayment | null> {
  const payment = await paid(tx, how)
  if (payment?.saves) await saveCard(tx, how.id)
  return payment
}

function stepOf(payment: SandboxPayment): PageStep {
  if (payment.state === 'open') return { kind: 'form', payment, saved: null }
  if (payment.state === 'challenged') return { kind: 'challenge', payment }
  return payment.silent ? { kind: 'lost', payment } : { kind: 'return', url: here(payment.returnUrl) }
}

/** The test bank lives where the shop lives: its way back stays on the address by which the shopper came. */
function here(returnUrl: string): string {
  if (!URL.canParse(returnUrl)) return returnUrl
  const { pathname, search } = new URL(returnUrl)
  return pathname + search
}
