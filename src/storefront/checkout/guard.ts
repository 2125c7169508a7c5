import type { CartView } from '#modules/cart'
import { admitPayment, openOrdersFrom, type Challenge } from '#modules/defense'
import { cancelOrder } from '#modules/settlement'
import { callerOf } from '#platform/http/caller'
import type { Ask } from '#platform/http/route'
import type { StorefrontDeps } from '../deps.ts'
import type { CheckoutInput } from './form.ts'

type Said = Pick<CheckoutInput, 'key' | 'email' | 'proof_challenge' | 'proof_answer'>
type Asked = Readonly<{ cart: Pick<CartView, 'id'>; input: Said; isOnline: boolean }>

/** Why a payment may not begin now; null when it may, which is always so where no gateway is asked. */
export type Objection = { code: 'proof_wanted'; challenge: Challenge } | { code: 'too_many_declines' }

/** Looks who wants to pay. Somebody who is refused has the payment pages closed that are still open from there. */
export async function objectionTo(c: Ask, deps: StorefrontDeps, asked: Asked): Promise<Objection | null> {
  const { cart, input, isOnline } = asked
  const network = callerOf(c)
  if (network === null || !isOnline) return null
  const { db, defenseSecret: secret, orders } = deps
  const admitted = await admitPayment(
    { db, secret, now: deps.clock.now() },
    { key: input.key, cartId: cart.id, network, email: input.email, proof: proofIn(input) },
  )
  if (admitted.ok) return null
  if (admitted.refusal.code === 'too_many_declines')
    for (const orderId of await openOrdersFrom(db, network))
      await cancelOrder(orders, { orderId, reason: 'fraud', restock: true, actor: 'system' })
  return admitted.refusal
}

const proofIn = ({ proof_challenge: challenge, proof_answer: answer }: Said) =>
  challenge === '' ? null : { challenge, answer }
