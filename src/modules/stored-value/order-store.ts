import { sql } from 'kysely'

import type { GiftCardId, OrderId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'
import { modeByHand, shopMode } from './mode.ts'
import { noValue, type ValueFacts } from './value.ts'
import { factsOf, type ValueRow } from './value-row.ts'

/**
 * What the buyer of an offered order pays with beside money, and what is left on it now: what paid a part of an earlier
 * try, what was chosen by the link, without what was taken out again. Nothing for an order that is not there.
 */
export async function readOrderValue(db: Db | Tx, orderId: OrderId, now: Date): Promise<ValueFacts> {
  const { rows } = await sql<ValueRow>`
    select o.currency, s.mode, ${modeByHand} as by_hand, a.id as account_id,
      coalesce((select sum(remaining_amount)::bigint from credit_lots where account_id = a.id and remaining_amount > 0
        and (expires_at is null or expires_at > ${now}::timestamptz)), 0) as credit,
      coalesce((select chosen from order_value_choices where order_id = o.id and gift_card_id is null),
        exists (select from value_holds where order_id = o.id and credit_account_id is not null)) as chosen,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', g.id, 'hint', g.hint, 'currency', g.currency, 'balance',
          case when g.state = 'active' and g.mode = s.mode and (g.expires_at is null or g.expires_at > ${now}::timestamptz)
            then g.balance_amount else 0 end) order by g.expires_at nulls last, g.id)
        from gift_cards g where g.id in (
          select gift_card_id from value_holds where order_id = o.id
          union select gift_card_id from order_value_choices where order_id = o.id and chosen
          except select gift_card_id from order_value_choices where order_id = o.id and not chosen)), '[]'::jsonb) as cards,
      exists (select from order_lines where order_id = o.id and gift_card) as blocked
    from orders o cross join (select ${shopMode} as mode) s
      left join credit_accounts a on a.customer_id = o.customer_id and a.currency = o.currency and a.mode = s.mode
    where o.id = ${orderId}::uuid`.execute(db)
  const [row] = rows
  return row ? factsOf(row) : noValue
}

/** Whether a gift card, or the customer's credit, shall pay. */
export async function saveOrderChoice(
  tx: Tx,
  orderId: OrderId,
  { giftCardId, chosen }: { giftCardId: GiftCardId | null; chosen: boolean },
): Promise<void> {
  await sql`insert into order_value_choices (order_id, gift_card_id, chosen)
    values (${orderId}, ${giftCardId}::uuid, ${chosen})
    on conflict (order_id, gift_card_id) do update set chosen = excluded.chosen`.execute(tx)
}
