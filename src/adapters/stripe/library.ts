import { createRequire } from 'node:module'

import type { Stripe } from 'stripe'

type Library = typeof Stripe

const load = createRequire(import.meta.url)
const kept: { library: Library | null } = { library: null }

/** Stripe's library, loaded when it is first needed: it takes as much memory as the shop's catalog. */
export function stripeLibrary(): Library {
  kept.library ??= load('stripe') as Library
  return kept.library
}
