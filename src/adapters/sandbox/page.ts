import { ok, refuse, type Result } from '#kernel/result'
import { command } from '#platform/db'
import { findInBook, moveInBook, type SandboxPayment } from './book.ts'
import { outcomeOf, problemsOf, type Card, type CardOutcome, type CardProblem } from './cards.ts'
import type { Announce, SandboxDeps } from './sandbox.ts'

/** What the hosted page shows next. */
export type PageStep =
  /** The card form. */
  | { kind: 'form'; payment: SandboxPayment }
  /** The bank asks whether it is really you. */
  | { kind: 'challenge'; payment: SandboxPayment }
  /** Decided (or on its way): back to the shop. */
  | { kind: 'return'; url: string }
  /** The test of a lost answer: nothing leads back, the shop must find out by itself. */
  | { kind: 'lost'; payment: SandboxPayment }

export type CardRefusal =
  | { code: 'no_such_payment' }
  | { code: 'bad_card'; problems: Partial<Record<keyof Card, CardProblem>> }

export type SandboxPage = Readonly<{
  open: (id: string) => Promise<PageStep | null>
  pay: (id: string, card: Card) => Promise<Result<PageStep, CardRefusal>>
  answerChallenge: (id: string, approve: boolean) => Promise<PageStep | null>
  /** "Cancel and go back": nothing is paid. */
  cancel: (id: string) => Promise<PageStep | null>
}>

const SLOW_MS = 5000
/** A bank's message comes when its shopper is back already: then it finds everything done, and nobody waits for a lock. */
const MESSAGE_MS = 1000

/** The logic of the page on which the shopper pays. Card numbers pass through it and are kept nowhere. */
export function sandboxPage(deps: SandboxDeps & { announce: Announce }): SandboxPage {
  const { db, clock } = deps

  const open = async (id: string): Promise<PageStep | null> => {
    const payment = await findInBook(db, id)
    return payment ? stepOf(payment) : null
  }
  /** Moves and asks for the message in one transaction, or finds that somebody else was faster. */
  const move = async (id: string, step: Parameters<typeof moveInBook>[2]): Promise<PageStep | null> => {
    const done = await command(db, async (tx) => {
      const moved = await moveInBook(tx, id, step)
      if (moved && !moved.silent && moved.state !== 'challenged')
        await deps.announce(tx, moved, step.capturesInMs ?? MESSAGE_MS)
      return ok(moved)
    })
    return done.ok && done.value ? stepOf(done.value) : open(id)
  }

  return {
    open,
    pay: async (id, card) => {
      const problems = problemsOf(card, clock.now())
      if (Object.keys(problems).length > 0) return refuse({ code: 'bad_card', problems })
      const step = await move(id, { from: ['open'], ...stepFor(outcomeOf(card.number)) })
      return step ? ok(step) : refuse({ code: 'no_such_payment' })
    },
    answerChallenge: (id, approve) =>
      move(id, {
        from: ['challenged'],
        ...(approve ? { to: 'captured' } : { to: 'declined', failureCode: 'authentication_failed' }),
      }),
    cancel: (id) => move(id, { from: ['open', 'challenged'], to: 'canceled' }),
  }
}

function stepFor(outcome: CardOutcome): Omit<Parameters<typeof moveInBook>[2], 'from'> {
  switch (outcome.kind) {
    case 'approve':
      return { to: 'captured' }
    case 'decline':
      return { to: 'declined', failureCode: outcome.failureCode }
    case 'challenge':
      return { to: 'challenged' }
    case 'slow':
      return { to: 'processing', capturesInMs: SLOW_MS }
    case 'silent':
      return { to: 'captured', silent: true }
  }
}

function stepOf(payment: SandboxPayment): PageStep {
  if (payment.state === 'open') return { kind: 'form', payment }
  if (payment.state === 'challenged') return { kind: 'challenge', payment }
  return payment.silent ? { kind: 'lost', payment } : { kind: 'return', url: payment.returnUrl }
}
