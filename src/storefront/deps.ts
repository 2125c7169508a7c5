import type { Clock } from '#kernel/clock'
import type { OrderDeps } from '#modules/order'
import type { LiveCatalog } from '#modules/search'
import type { VatRegister } from '#modules/tax'
import type { Db } from '#platform/db'
import type { Assets } from './assets/manifest.ts'
import type { LiveShop } from './shop.ts'

/** What the pages are made from. */
export type StorefrontDeps = Readonly<{
  db: Db
  clock: Clock
  /** The shop's own address for the outside (STOA_URL); without it that of the request. */
  publicUrl: URL | null
  shop: LiveShop
  catalog: LiveCatalog
  assets: Assets
  /** Where the pictures lie. */
  mediaFolder: string
  /** Ways to pay, and where they send the shopper back to: `returnPath` of checkout/return-path.ts. */
  orders: OrderDeps
  /** Signs the links of order pages. */
  linkSecret: string
  /** Makes customers' personal links. */
  signInSecret: string
  /** Signs what the defense against card testing asks a browser to do. */
  defenseSecret: string
  /** Whom one asks about VAT IDs. */
  vatRegister: VatRegister
  /** Opens gift cards: only what is made from a code with it is stored. */
  codeSecret: string
}>
