import { ok, refuse } from '#kernel/result'
import { createSecretBox } from '#platform/secret-box'
import type { AdminDeps } from '../admin-api/deps.ts'

/** Seals under a key that every test knows. */
export const testBox = createSecretBox(Buffer.alloc(32, 7))

/** Gateways as the desk asks them: Stripe knows its keys, the others do not. */
export const testGateway: AdminDeps['testGateway'] = async (code, mode) =>
  code === 'stripe'
    ? ok({ account: 'Stoa Works (acct_1)', mode })
    : refuse({ code: 'refused', reason: '<b>no such key</b>' })
