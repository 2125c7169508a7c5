import { sql } from 'kysely'

import type { Clock } from '#kernel/clock'
import type { CaptureMode, PaymentMethod } from '#modules/payment'
import type { Db, Tx } from '#platform/db'
import type { SandboxPayment } from './book.ts'
import { sandboxDesk, type SandboxDesk } from './desk.ts'
import { sandboxGateway } from './gateway.ts'
import { sandboxPage, type SandboxPage } from './page.ts'

/** Asks, in the transaction that decided, that the shop be told; `afterMs` for a slow bank. */
export type Announce = (tx: Tx, payment: SandboxPayment, afterMs: number) => Promise<void>

export type SandboxDeps = Readonly<{
  db: Db
  clock: Clock
  /** Signs what the gateway sends to the shop. */
  secret: string
  /** The address of the hosted page of a payment. */
  pageUrl: (id: string) => string
  /** Without it: a job `sandbox_webhook`, for which `deliverWebhook` does the sending. */
  announce?: Announce
  /** When the money is taken; at the order unless told. */
  capture?: CaptureMode
}>

export type Sandbox = Readonly<{ method: PaymentMethod; page: SandboxPage; desk: SandboxDesk }>

/** A card gateway to try the shop with: no money moves, and its page says so. */
export function createSandbox(deps: SandboxDeps): Sandbox {
  const announce = deps.announce ?? announceByJob
  return {
    method: {
      kind: 'online',
      code: 'test_card',
      gateway: sandboxGateway(deps),
      holdMinutes: 30,
      capture: deps.capture ?? 'automatic',
      offeredTo: () => true,
    },
    page: sandboxPage({ ...deps, announce }),
    desk: sandboxDesk({ ...deps, announce }),
  }
}

const announceByJob: Announce = async (tx, { id }, afterMs) => {
  await sql`select graphile_worker.add_job('sandbox_webhook', json_build_object('ref', ${id}::text),
    run_at => now() + ${afterMs}::integer * interval '1 millisecond')`.execute(tx)
}
