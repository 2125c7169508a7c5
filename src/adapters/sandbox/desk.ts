import { ok } from '#kernel/result'
import { command, type Tx } from '#platform/db'
import { sql } from 'kysely'
import { disputesInBook, findInBook, moveInBook, paid, type SandboxPayment } from './book.ts'
import { decideDispute, failRefund, openDispute } from './book-moves.ts'
import { tellNow, type Heard } from './messages-due.ts'
import type { SandboxDeps } from './sandbox.ts'

/** What a bank or a payer can do after the shopper has left, for trying the shop with. */
export const deskActions = [
  'bank_pays',
  'bank_refuses',
  'expire',
  'refund_fails',
  'dispute',
  'dispute_won',
  'dispute_lost',
] as const
export type DeskAction = (typeof deskActions)[number]

export type SandboxDesk = Readonly<{
  /** The payment, and what can be done with it now. */
  open: (id: string) => Promise<{ payment: SandboxPayment; actions: readonly DeskAction[] } | null>
  act: (id: string, action: DeskAction) => Promise<void>
}>

export function sandboxDesk({ db }: SandboxDeps, heard: Heard): SandboxDesk {
  return {
    open: async (id) => {
      const payment = await findInBook(db, id)
      if (!payment) return null
      const disputes = await disputesInBook(db, id)
      return {
        payment,
        actions: possible(
          payment,
          disputes.map(({ state }) => state),
        ),
      }
    },
    act: async (id, action) => {
      await command(db, async (tx) => {
        await steps[action](tx, id)
        return ok(null)
      })
      heard.delete(id)
      await tellNow(db, id)
    },
  }
}

function possible({ state, captured, refunded }: SandboxPayment, disputes: readonly string[]): DeskAction[] {
  if (state === 'processing') return ['bank_pays', 'bank_refuses']
  if (disputes.includes('open')) return ['dispute_won', 'dispute_lost']
  return [
    ...(state === 'authorized' ? (['expire'] as const) : []),
    ...(refunded.amount > 0 ? (['refund_fails'] as const) : []),
    ...(captured.amount > 0 && disputes.length === 0 ? (['dispute'] as const) : []),
  ]
}

const steps: Record<DeskAction, (tx: Tx, id: string) => Promise<unknown>> = {
  bank_pays: (tx, id) => paid(tx, { id, from: ['processing'] }),
  bank_refuses: (tx, id) =>
    moveInBook(tx, id, { from: ['processing'], to: 'declined', failureCode: 'insufficient_funds' }),
  expire: (tx, id) =>
    sql`update sandbox_payments set expires_at = now() where id = ${id} and state = 'authorized'`.execute(tx),
  refund_fails: failRefund,
  dispute: openDispute,
  dispute_won: (tx, id) => decideDispute(tx, id, 'won'),
  dispute_lost: (tx, id) => decideDispute(tx, id, 'lost'),
}
