import type { Check } from './judge.ts'

/** I7: codes and promotions are used as often as living orders carry them, and never more often than they may be. */
const codes: Check[] = [
  {
    invariant: 'I7',
    says: 'a code that is counted otherwise than it is used',
    rows: `select c.code || ': ' || c.used from coupons c where c.max_uses is not null and c.used <> (
      select count(*) from promotion_uses u where u.coupon_id = c.id and u.released_at is null)`,
  },
  {
    invariant: 'I7',
    says: 'a code or an offer that is used more often than it may be',
    rows: `select c.code from coupons c where c.used > c.max_uses
      union all select p.id::text from promotions p where p.used > p.max_uses
      union all select p.id || ' by ' || u.customer_key from promotions p join promotion_uses u on u.promotion_id = p.id
        where u.released_at is null group by p.id, u.customer_key having count(*) > p.max_uses_per_customer`,
  },
  {
    invariant: 'I7',
    says: 'two orders of one buyer with an offer for first orders',
    rows: `select min(o.number) || ' and ' || max(o.number) from orders o
      join promotion_uses u on u.order_id = o.id and u.released_at is null
      join promotions p on p.id = u.promotion_id and p.first_order_only
      cross join lateral (select regexp_replace(lower(o.email), '[+][^@]*@', '@')
        union select o.customer_id::text where o.customer_id is not null) of_whom(buyer)
      where o.state in ('open', 'completed', 'pending') group by of_whom.buyer having count(distinct o.id) > 1`,
  },
  {
    invariant: 'I7',
    says: 'an offer for first orders for one who had ordered before',
    // Orders that were agreed at about the same time may have come in either order.
    rows: `select o.number || ' after ' || e.number from orders o
      join promotion_uses u on u.order_id = o.id and u.released_at is null
      join promotions p on p.id = u.promotion_id and p.first_order_only
      join orders e on e.id <> o.id and e.state in ('open', 'completed')
        and e.confirmed_at < o.placed_at - interval '15 seconds'
        and (e.customer_id = o.customer_id
          or regexp_replace(lower(e.email), '[+][^@]*@', '@') = regexp_replace(lower(o.email), '[+][^@]*@', '@'))
      where o.state in ('open', 'completed', 'pending')`,
  },
  {
    invariant: 'I7',
    says: 'a living order with a discount that it does not use, or the other way round',
    rows: `select o.number from orders o where o.state in ('open', 'completed', 'pending')
      and (select count(distinct coupon_id) from order_discounts d where d.order_id = o.id) <> (
        select count(*) from promotion_uses u where u.order_id = o.id and u.coupon_id is not null and u.released_at is null)`,
  },
  {
    invariant: 'I7',
    says: 'a canceled order that still uses up an offer',
    rows: `select o.number from orders o join promotion_uses u on u.order_id = o.id
      where o.state = 'canceled' and o.confirmed_at is null and u.released_at is null`,
  },
]

/** I8: what a card or an account holds is what went in less what went out, and never less than nothing. */
const stored: Check[] = [
  {
    invariant: 'I8',
    says: 'a balance that its entries do not add up to',
    rows: `select g.id from gift_cards g where g.balance_amount <> coalesce((
        select sum(amount) from gift_card_entries e where e.gift_card_id = g.id), 0)
      union all select a.id from credit_accounts a where a.balance_amount <> coalesce((
        select sum(amount) from credit_entries e where e.account_id = a.id), 0)`,
  },
  {
    invariant: 'I8',
    says: 'less than nothing on a card or an account',
    rows: `select id from gift_cards where balance_amount < 0 union all select id from credit_accounts where balance_amount < 0`,
  },
  {
    invariant: 'I8',
    says: 'paid with a card or an account, and not taken from it',
    rows: `select h.payment_id from value_holds h where h.amount <> case h.state when 'released' then h.amount else coalesce((
        select -sum(amount) from gift_card_entries where payment_id = h.payment_id and kind = 'redeem'), (
        select -sum(amount) from credit_entries where payment_id = h.payment_id and kind = 'redeem'), 0) end`,
  },
  {
    invariant: 'I8',
    says: 'value that is held for an order which is decided',
    rows: `select h.payment_id from value_holds h join orders o on o.id = h.order_id
      where h.state = 'held' and o.state <> 'pending'`,
  },
  {
    invariant: 'I8',
    says: 'an agreed order that is not paid for in full by all that it is paid with',
    rows: `select o.number from orders o where o.state in ('open', 'completed') and o.total_amount > coalesce((
      select sum(p.amount) from payments p where p.order_id = o.id and p.state not in ('failed', 'canceled')), 0)
      and not exists (select from events e where e.subject_id = o.id and e.type = 'payment.voided')`,
  },
]

/** I9: each entry adds up to nothing in each currency, and what is derived is what is kept. */
const ledger: Check[] = [
  {
    invariant: 'I9',
    says: 'an entry that does not add up to nothing',
    rows: `select e.source from ledger_entries e left join ledger_lines l on l.entry_id = e.id
      group by e.id, e.source, l.currency having coalesce(sum(l.amount), 1) <> 0`,
  },
  {
    invariant: 'I9',
    says: 'an agreed order that is not in the books, or a sum of it that is another there',
    rows: `select o.number from orders o where o.confirmed_at is not null and o.total_amount > 0 and not exists (
      select from ledger_entries e where e.source = 'sale:' || o.id)`,
  },
  {
    invariant: 'I9',
    says: 'another sum taken at a gateway than in the books',
    rows: `select p.gateway || ' ' || p.mode || ' ' || p.captured - p.refunded || ' here, ' || coalesce(b.amount, 0) || ' there' from (
        select gateway, mode, currency, sum(captured_amount) as captured, sum(refunded_amount) as refunded from payments
        where gateway not in ('offline', 'stored_value') group by gateway, mode, currency) p
      left join (
        select split_part(l.account, ':', 2) as gateway, e.mode, l.currency, sum(l.amount) as amount from ledger_lines l
        join ledger_entries e on e.id = l.entry_id
        where l.account like 'gateway_clearing:%' and e.kind in ('capture', 'refund') group by 1, 2, 3) b
        using (gateway, mode, currency)
      where p.captured - p.refunded <> coalesce(b.amount, 0)`,
  },
  {
    invariant: 'I9',
    says: 'another sum owed on cards and accounts than in the books',
    rows: `select concat_ws(' ', coalesce(owed.account, b.account), mode, currency, coalesce(owed.amount, 0), 'here,',
        coalesce(-b.amount, 0), 'there') from (
        select account, mode, currency, sum(amount) as amount from (
          select 'gift_card_liability' as account, mode, currency, balance_amount as amount from gift_cards
          union all select 'store_credit_liability', mode, currency, balance_amount from credit_accounts
          union all select 'gift_card_liability', g.mode, h.currency, h.amount from value_holds h
            join gift_cards g on g.id = h.gift_card_id where h.state = 'held'
          union all select 'store_credit_liability', a.mode, h.currency, h.amount from value_holds h
            join credit_accounts a on a.id = h.credit_account_id where h.state = 'held'
        ) each group by account, mode, currency
      ) owed full join (
        select l.account, e.mode, l.currency, sum(l.amount) as amount from ledger_lines l
        join ledger_entries e on e.id = l.entry_id
        where l.account in ('gift_card_liability', 'store_credit_liability') group by 1, 2, 3
      ) b using (account, mode, currency)
      where coalesce(owed.amount, 0) <> coalesce(-b.amount, 0)`,
  },
]

export const valueChecks: readonly Check[] = [...codes, ...stored, ...ledger]
