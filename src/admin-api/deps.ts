import type { Clock } from '#kernel/clock'
import type { Db } from '#platform/db'

/** What the merchant's face is given by `main.ts`. */
export type AdminDeps = Readonly<{
  db: Db
  clock: Clock
  /** The shop's own address; with https the session cookie is `Secure`. */
  origin: URL
  /** Where `vite build` has put the app: `dist/admin`. */
  assetsFolder: string
  /** Takes the demo's products, orders and pages away, for the merchant's own shop. */
  emptyDemo: (actor: string) => Promise<void>
}>
