import type { Clock } from '#kernel/clock'
import type { OrderId } from '#kernel/id'
import type { Result } from '#kernel/result'
import type { GatewayCode } from '#modules/gateway-account'
import type { OrderDeps } from '#modules/order'
import type { Answer, Mode } from '#modules/payment'
import type { Db } from '#platform/db'
import type { SecretBox } from '#platform/secret-box'

/** Why the demo cannot be emptied: it is not there, or something that is kept refers to it. */
export type EmptyDemoRefusal = { code: 'not_the_demo' } | { code: 'in_use' }

/** What the merchant's face is given by `main.ts`. */
export type AdminDeps = Readonly<{
  db: Db
  clock: Clock
  /** The shop's own address; with https the session cookie is `Secure`. */
  origin: URL
  /** Where `vite build` has put the app: `dist/admin`. */
  assetsFolder: string
  /** What canceling and refunding need: the ways to pay. */
  orders: OrderDeps
  /** Makes customers' personal links. */
  signInSecret: string
  /** A mail server is set up; without one mails are kept. */
  sendsMail: boolean
  /** Where processed pictures lie. */
  mediaFolder: string
  /** The shopper's own page of an order, as the mails link it. */
  orderUrl: (orderId: OrderId) => Promise<string>
  /** Makes the codes of gift cards. */
  codeSecret: string
  /** Takes the demo's products, orders and pages away, for the merchant's own shop. */
  emptyDemo: () => Promise<Result<null, EmptyDemoRefusal>>
  /** Seals the keys of gateways. */
  secretBox: SecretBox
  /** Asks a gateway whether its saved keys are right. */
  testGateway: (code: GatewayCode, mode: Mode) => Promise<Answer<{ account: string; mode: Mode }>>
}>
