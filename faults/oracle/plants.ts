import type { Invariant } from './judge.ts'

const order = `(select id from orders limit 1)`

/** Takes a table's checks away. */
const without = (table: string): string => `do $$ declare c text; begin for c in select conname from pg_constraint
  where conrelid = '${table}'::regclass and contype = 'c'
  loop execute format('alter table ${table} drop constraint %I', c); end loop; end $$`

/** So many pieces of a line are taken out by a refund that put nothing on the shelf. */
const takenOut = (pieces: string): string => `insert into refund_lines
    (id, group_id, order_id, order_line_id, kind, quantity, amount, restocked, removed_quantity)
  select gen_random_uuid(), gen_random_uuid(), order_id, id, 'line', ${pieces}, 0, true, ${pieces} from order_lines limit 1`

/** How rows are tampered with, as no constraint would allow it. `where`: what the complaint must name. */
type Plant = Readonly<{ invariant: Invariant; says: RegExp; where?: RegExp; statements: readonly string[] }>

/** A violation of each invariant, and the words in which it must be found. */
export const plants: Readonly<Record<string, Plant>> = {
  'an order that was promised is gone': {
    invariant: 'I1',
    says: /promised to a client/,
    statements: ['delete from idempotency_keys', 'delete from order_lines', 'delete from orders'],
  },
  'an order with fewer pieces than its client agreed to': {
    invariant: 'I1',
    says: /not what the client agreed to/,
    statements: [without('order_lines'), 'update order_lines set quantity = 1'],
  },
  'two living orders of one cart': {
    invariant: 'I2',
    says: /two living orders/,
    statements: [
      'drop index orders_cart_version',
      `insert into orders select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'number', o.number + 9000))).* from orders o`,
    ],
  },
  'an order that nobody clicked for': {
    invariant: 'I2',
    says: /nobody clicked for/,
    statements: ['delete from idempotency_keys'],
  },
  'money taken that the shop does not count': {
    invariant: 'I3',
    says: /taken at the gateway/,
    statements: [without('payments'), 'update payments set captured_amount = 0'],
  },
  'another amount at the gateway': {
    invariant: 'I3',
    says: /another amount/,
    statements: ['update sandbox_payments set amount = amount + 1'],
  },
  'a refund that only the gateway knows': {
    invariant: 'I3',
    says: /refunds that the gateway/,
    statements: [without('sandbox_payments'), 'update sandbox_payments set refunded_amount = 1'],
  },
  'money kept for a canceled order': {
    invariant: 'I4',
    says: /money at the gateway for an order that is not/,
    statements: [`update orders set state = 'canceled'`],
  },
  'money at the gateway without any order': {
    invariant: 'I4',
    says: /money at the gateway for an order that is not/,
    statements: [
      `insert into sandbox_payments select (jsonb_populate_record(s, '{"id": "sbx_x", "idempotency_key": "x"}')).* from sandbox_payments s`,
    ],
  },
  'a piece that no ledger knows': {
    invariant: 'I5',
    says: /ledger does not add up/,
    statements: ['update stock_levels set on_hand = on_hand + 1'],
  },
  'a piece reserved for nobody': {
    invariant: 'I5',
    says: /reserved is not what/,
    statements: ['update stock_levels set reserved = reserved + 1'],
  },
  'more promised than there is': {
    invariant: 'I5',
    says: /more promised/,
    statements: [without('stock_levels'), 'update stock_levels set reserved = on_hand + 1'],
  },
  'a living order without its stock': {
    invariant: 'I5',
    says: /without its stock/,
    statements: [`update reservations set state = 'released'`],
  },
  'a piece taken out that was not ordered': {
    invariant: 'I5',
    says: /more pieces sent and taken out/,
    statements: [takenOut('quantity + 1')],
  },
  'a piece taken out and on no shelf': {
    invariant: 'I5',
    says: /taken out that are not on the shelf/,
    statements: [takenOut('1')],
  },
  'a code that is counted once too little': {
    invariant: 'I7',
    says: /counted otherwise/,
    statements: ['update coupons set used = 0'],
  },
  'a code that is used more often than it may be': {
    invariant: 'I7',
    says: /more often than it may/,
    statements: [without('coupons'), 'update coupons set used = 6'],
  },
  'two first orders of one buyer': {
    invariant: 'I7',
    says: /two orders of one buyer/,
    statements: [
      'update promotions set first_order_only = true',
      `update orders set email = case when number % 2 = 0 then 'Ana+two@example.com' else 'ana@example.com' end`,
    ],
  },
  'an offer for first orders for somebody who had ordered before': {
    invariant: 'I7',
    says: /for one who had ordered before/,
    statements: [
      'update promotions set first_order_only = true',
      `update orders set email = 'ana@example.com', placed_at = placed_at + interval '1 hour'`,
    ],
  },
  'a discount that no offer was used for': {
    invariant: 'I7',
    says: /with a discount that it does not use/,
    statements: ['update promotion_uses set released_at = now()'],
  },
  'a cent too much on a card': {
    invariant: 'I8',
    says: /entries do not add up/,
    statements: ['update gift_cards set balance_amount = balance_amount + 1'],
  },
  'a card that was not charged': {
    invariant: 'I8',
    says: /not taken from it/,
    statements: [`delete from gift_card_entries where kind = 'redeem'`],
  },
  'a tender that vanished': {
    invariant: 'I8',
    says: /not paid for in full/,
    statements: [`update payments set state = 'canceled' where gateway = 'stored_value'`],
  },
  'an entry that does not add up': {
    invariant: 'I9',
    says: /does not add up to nothing/,
    statements: ['update ledger_lines set amount = amount + 1 where position = 0'],
  },
  'a sale that is not in the books': {
    invariant: 'I9',
    says: /not in the books/,
    statements: [`delete from ledger_entries where source like 'sale:%'`],
  },
  'a capture that is not in the books': {
    invariant: 'I9',
    says: /taken at a gateway than in the books/,
    statements: [`delete from ledger_lines where entry_id in (select id from ledger_entries where kind = 'capture')`],
  },
  'a card that the books do not owe': {
    invariant: 'I9',
    says: /owed on cards/,
    statements: [`update ledger_lines set account = 'breakage' where account = 'gift_card_liability'`],
  },
  'a discount of another sum': {
    invariant: 'I10',
    says: /does not come out/,
    statements: [without('promotions'), 'update promotions set percent_ppm = percent_ppm + 10000'],
  },
  'a thing that is in the category no more': {
    invariant: 'I10',
    says: /does not come out/,
    where: /does not fit/,
    statements: ['delete from product_categories'],
  },
  'a collection without the thing': {
    invariant: 'I10',
    says: /does not come out/,
    where: /takes 0 off line 1, written 990/,
    statements: ['delete from collection_products'],
  },
  'a free piece too many': {
    invariant: 'I10',
    says: /does not come out/,
    where: /takes 0 off line 1, written 990/,
    statements: [without('promotions'), `update promotions set buy_quantity = 5 where kind = 'cheapest_free'`],
  },
  'a piece given for three, written for two': {
    invariant: 'I10',
    says: /does not come out/,
    where: /takes 168 off line 3, written 335/,
    statements: [without('promotions'), `update promotions set buy_quantity = 3, max_times = 1 where kind = 'buy_get'`],
  },
  'an offer for larger carts': {
    invariant: 'I10',
    says: /does not come out/,
    where: /does not fit/,
    statements: ['update promotion_amounts set minimum_amount = 1534'],
  },
  'offers together that stand alone': {
    invariant: 'I10',
    says: /does not come out/,
    where: /cannot be combined/,
    statements: [`update promotions set stacks = false where kind = 'buy_get'`],
  },
  'an offer that was over, and one that nobody made': {
    invariant: 'I10',
    says: /does not come out/,
    where: /does not fit.*nobody made/,
    statements: [
      `update promotions set ends_at = now() - interval '1 day' where kind = 'percent_items'`,
      `delete from promotions where kind = 'buy_get'`,
    ],
  },
  'an offer that was left out': {
    invariant: 'I10',
    says: /does not come out/,
    where: /was left out/,
    statements: [
      `update promotions set updated_at = now() - interval '1 day'`,
      `insert into promotions select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(),
         'rewards', 'all', 'needs', 'all', 'priority', 1000))).* from promotions p where not by_code`,
    ],
  },
  'a capture in the books of the other mode': {
    invariant: 'I9',
    says: /taken at a gateway than in the books/,
    statements: [
      `update ledger_entries set mode = case mode when 'test' then 'live' else 'test' end where kind = 'capture'`,
    ],
  },
  'a card in the books of the other mode': {
    invariant: 'I9',
    says: /owed on cards/,
    statements: [`update gift_cards set mode = case mode when 'test' then 'live' else 'test' end`],
  },
  'a debt of nobody': {
    invariant: 'I9',
    says: /owed on cards/,
    statements: [
      `update ledger_lines set account = 'store_credit_liability' where account = 'sales' and entry_id = (
         select min(id) from ledger_entries where kind = 'sale')`,
    ],
  },
  'a cent too much in the total': {
    invariant: 'I10',
    says: /does not come out/,
    statements: [without('orders'), 'update orders set total_amount = total_amount + 1'],
  },
  'a price that nobody asked': {
    invariant: 'I10',
    says: /does not come out/,
    statements: ['update price_history set amount = amount + 1'],
  },
  'another tax rate': {
    invariant: 'I10',
    says: /does not come out/,
    statements: [`update tax_rates set rate_ppm = rate_ppm + 10000 where country = 'DE' and class = 'standard'`],
  },
  'a life that no order may have': {
    invariant: 'I11',
    says: /no order may have/,
    statements: [
      `insert into events (type, subject_id) values ('order.canceled', ${order}), ('order.confirmed', ${order})`,
    ],
  },
  'a state that no event led to': {
    invariant: 'I11',
    says: /events do not lead to/,
    statements: [`update orders set state = 'completed'`],
  },
  'an order left undecided': {
    invariant: 'I11',
    says: /still undecided/,
    statements: [`update orders set state = 'pending'`],
  },
  'an agreed order that was never confirmed by mail': {
    invariant: 'I12',
    says: /one confirmation/,
    statements: [`delete from mails where kind = 'confirmation'`],
  },
  'a job that nobody does any more': {
    invariant: 'I13',
    says: /nobody does any more/,
    statements: [
      `select graphile_worker.add_job('listen', '{}', max_attempts := 1)`,
      'update graphile_worker._private_jobs set attempts = max_attempts',
    ],
  },
  'a job that was taken and never ended': {
    invariant: 'I13',
    says: /never ended/,
    statements: [
      `select graphile_worker.add_job('listen', '{}', run_at := now() + interval '1 day')`,
      `update graphile_worker._private_jobs set locked_at = now() - interval '5 minutes', locked_by = 'nobody'`,
    ],
  },
}
