import { sql } from 'kysely'

import type { CartId, GiftCardId } from '#kernel/id'
import { currencyOf, type Currency } from '#kernel/money'
import type { Mode } from '#modules/ledger'
import type { Db, Tx } from '#platform/db'
import { runNamed } from '#platform/prepared'
import { modeByHand, shopMode } from './mode.ts'
import { noValue, type ValueFacts } from './value.ts'
import { factsOf, type ValueRow } from './value-row.ts'

type Asked = {
  card: { balance: number; currency: Currency; mode: Mode } | null
  /** How many other cards are in the cart. */
  others: number
  buysGiftCard: boolean
  /** Of the shop. */
  mode: Mode
}

/** `cart_id` of a cart in which a gift card is bought. */
const buys = (cartId: CartId) => sql<boolean>`exists (
  select from cart_lines l join variants v on v.id = l.variant_id join products p on p.id = v.product_id
  where l.cart_id = ${cartId}::uuid and p.gift_card)`

export async function readCartForCard(tx: Tx, cartId: CartId, giftCardId: GiftCardId): Promise<Asked> {
  const { rows } = await sql<{
    balance: number | null
    currency: string | null
    mode: Mode
    shop: Mode
    others: number
    buys: boolean
  }>`
    select (select balance_amount from gift_cards where id = ${giftCardId}) as balance,
      (select currency from gift_cards where id = ${giftCardId}) as currency,
      (select mode from gift_cards where id = ${giftCardId}) as mode, ${shopMode} as shop,
      (select count(*)::integer from cart_gift_cards where cart_id = ${cartId} and gift_card_id <> ${giftCardId}) as others,
      ${buys(cartId)} as buys`.execute(tx)
  const [row] = rows
  const {
    balance = null,
    currency = null,
    others = 0,
    buys: buysGiftCard = false,
    mode = 'live',
    shop = 'live',
  } = row ?? {}
  const card = balance === null || currency === null ? null : { balance, currency: currencyOf(currency), mode }
  return { card, others, buysGiftCard, mode: shop }
}

export async function insertCartCard(tx: Tx, cartId: CartId, giftCardId: GiftCardId): Promise<void> {
  await tx
    .insertInto('cart_gift_cards')
    .values({ cart_id: cartId, gift_card_id: giftCardId })
    .onConflict((same) => same.doNothing())
    .execute()
}

export async function deleteCartCard(tx: Tx, cartId: CartId, giftCardId: GiftCardId): Promise<void> {
  await tx.deleteFrom('cart_gift_cards').where('cart_id', '=', cartId).where('gift_card_id', '=', giftCardId).execute()
}

export async function saveCartCredit(tx: Tx, cartId: CartId, yes: boolean): Promise<void> {
  if (!yes) {
    await tx.deleteFrom('cart_credit').where('cart_id', '=', cartId).execute()
    return
  }
  await tx
    .insertInto('cart_credit')
    .values({ cart_id: cartId })
    .onConflict((same) => same.doNothing())
    .execute()
}

/** What the shopper means to pay with and what is left on it, in one statement; nothing for a cart that is not there. */
export async function readValueFacts(db: Db | Tx, cartId: CartId, now: Date): Promise<ValueFacts> {
  const statement = sql<ValueRow>`
    select m.currency, s.mode, ${modeByHand} as by_hand, a.id as account_id,
      coalesce((select sum(remaining_amount)::bigint from credit_lots where account_id = a.id and remaining_amount > 0
        and (expires_at is null or expires_at > ${now}::timestamptz)), 0) as credit,
      exists (select from cart_credit where cart_id = c.id) as chosen,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', g.id, 'hint', g.hint, 'currency', g.currency, 'balance',
          case when g.state = 'active' and g.mode = s.mode and (g.expires_at is null or g.expires_at > ${now}::timestamptz)
            then g.balance_amount else 0 end) order by g.expires_at nulls last, g.id)
        from cart_gift_cards i join gift_cards g on g.id = i.gift_card_id where i.cart_id = c.id), '[]'::jsonb) as cards,
      ${buys(cartId)} as blocked
    from carts c join markets m on m.id = c.market_id cross join (select ${shopMode} as mode) s
      left join credit_accounts a on a.customer_id = c.customer_id and a.currency = m.currency and a.mode = s.mode
    where c.id = ${cartId}::uuid`
  const [row] = await runNamed(db, 'read_value_facts', statement)
  return row ? factsOf(row) : noValue
}
