import { z } from 'zod'

import type { GiftCardId } from '#kernel/id'
import { ok, type Result } from '#kernel/result'
import { lockOrder, type Order } from '#modules/order'
import {
  findGiftCard,
  putCardOnOrder,
  takeCardOffOrder,
  useCreditOnOrder,
  type FindGiftCardRefusal,
  type PutGiftCardRefusal,
} from '#modules/stored-value'
import { command, type Tx } from '#platform/db'
import { callerAddress } from '#platform/http/caller'
import { write, type Ask, type Route } from '#platform/http/route'
import { payPath } from '../checkout/return-path.ts'
import { signedIn } from '../customer/session.ts'
import type { StorefrontDeps } from '../deps.ts'
import { placeOf } from '../place.ts'
import { payWords, type PayWords } from './messages.ts'
import { orderIn, showPay } from './show-pay.tsx'

const form = <Body extends z.ZodType>(path: string, body: Body) =>
  ({
    method: 'POST',
    path: `/pay/:token/${path}`,
    who: 'anyone',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: null,
    body,
  }) as const

/** What else than money pays a frozen order: small forms of their own, which hold nothing yet. */
export const payValueRoutes = (deps: StorefrontDeps): Route[] => [
  write({
    ...form('gift-cards', z.strictObject({ code: z.string().max(200).default('') })),
    handle: async (c, { body: { code } }) => {
      const order = await orderIn(c, deps)
      if (!order) return c.notFound()
      if (order.state !== 'offered') return showPay(c, deps, order)
      const put = await putCard(c, deps, { order, code })
      if (put.ok) return back(c, deps, order)
      const words = payWords[placeOf(c, deps).language]
      const problem = { typed: code, text: explainCard(put.refusal, words) }
      return showPay(c, deps, order, { code: problem, status: put.refusal.code === 'too_many_tries' ? 429 : 422 })
    },
  }),
  write({
    ...form('gift-cards/remove', z.strictObject({ id: z.uuid().transform((id) => id as GiftCardId) })),
    handle: (c, { body }) => change(c, deps, (tx, order) => takeCardOffOrder(tx, order.id, body.id)),
  }),
  write({
    ...form('credit', z.strictObject({ use: z.enum(['0', '1']) })),
    handle: async (c, { body }) => {
      const customer = await signedIn(c, deps)
      return change(c, deps, async (tx, order) => {
        // Only who signed in may spend their credit; to leave it where it is needs no proof.
        const may = body.use === '0' || (customer !== null && customer.id === order.customerId)
        if (may) await useCreditOnOrder(tx, order.id, body.use === '1')
      })
    },
  }),
]

type Typed = Readonly<{ order: Order; code: string }>
type CardRefusal = FindGiftCardRefusal | PutGiftCardRefusal

async function putCard(c: Ask, deps: StorefrontDeps, { order, code }: Typed): Promise<Result<null, CardRefusal>> {
  const found = await findGiftCard(deps, { code, address: callerAddress(c) })
  if (!found.ok) return found
  const { giftCardId } = found.value
  return command<null, CardRefusal>(deps.db, async (tx) => {
    await lockOrder(tx, order.id)
    return putCardOnOrder(tx, { orderId: order.id, currency: order.currency, giftCardId, now: deps.clock.now() })
  })
}

async function change(c: Ask, deps: StorefrontDeps, run: (tx: Tx, order: Order) => Promise<void>): Promise<Response> {
  const order = await orderIn(c, deps)
  if (!order) return c.notFound()
  await command(deps.db, async (tx) => {
    const { state } = await lockOrder(tx, order.id)
    if (state === 'offered') await run(tx, order)
    return ok(null)
  })
  return back(c, deps, order)
}

const back = (c: Ask, deps: StorefrontDeps, { id }: Order): Response =>
  c.redirect(payPath(placeOf(c, deps), deps.linkSecret, id), 303)

/** Every refusal has words for the buyer; a new code does not compile without them. */
function explainCard(refusal: CardRefusal, { card }: PayWords): string {
  switch (refusal.code) {
    case 'too_many_tries':
      return card.tooManyTries(Math.ceil(refusal.waitSeconds / 60))
    case 'unknown_gift_card':
      return card.unknown
    case 'wrong_currency':
      return card.wrongCurrency(refusal.currency)
    case 'too_many_gift_cards':
      return card.tooMany(refusal.most)
    case 'gift_card_empty':
      return card.empty
    case 'gift_card_of_other_mode':
      return card.otherMode
    case 'buys_gift_card':
      return card.buysGiftCard
  }
}
