import type { Clock } from '#kernel/clock'
import type { CaptureMode, PaymentMethod } from '#modules/payment'
import type { Db } from '#platform/db'
import { sandboxDesk, type SandboxDesk } from './desk.ts'
import { sandboxGateway } from './gateway.ts'
import type { Heard } from './messages-due.ts'
import { sandboxPage, type SandboxPage } from './page.ts'
import { tellShop } from './tell-shop.ts'

export type SandboxDeps = Readonly<{
  db: Db
  clock: Clock
  /** Signs what the gateway sends to the shop. */
  secret: string
  /** The address of the hosted page of a payment. */
  pageUrl: (id: string) => string
  /** When the money is taken; at the order unless told. */
  capture?: CaptureMode
}>

export type Sandbox = Readonly<{
  method: PaymentMethod
  page: SandboxPage
  desk: SandboxDesk
  /** Tells the shop, at this address, what it has not heard of yet. To be called again and again. */
  tell: (url: string) => Promise<void>
}>

/** A card gateway to try the shop with: no money moves, and its page says so. */
export function createSandbox(deps: SandboxDeps): Sandbox {
  const heard: Heard = new Map()
  return {
    method: {
      kind: 'online',
      code: 'test_card',
      gateway: sandboxGateway(deps, heard),
      holdMinutes: 30,
      capture: deps.capture ?? 'automatic',
      offeredTo: () => true,
    },
    page: sandboxPage(deps),
    desk: sandboxDesk(deps, heard),
    tell: (url) => tellShop({ ...deps, heard, url }),
  }
}
