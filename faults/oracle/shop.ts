import type { Check } from './judge.ts'

const stock: Check[] = [
  {
    invariant: 'I5',
    says: 'the stock ledger does not add up to the counts',
    rows: `select s.variant_id from stock_levels s left join stock_movements m using (variant_id, location_id)
      group by s.variant_id, s.location_id, s.on_hand, s.reserved
      having s.on_hand <> coalesce(sum(m.on_hand_change), 0) or s.reserved <> coalesce(sum(m.reserved_change), 0)`,
  },
  {
    invariant: 'I5',
    says: 'reserved is not what the orders hold',
    rows: `select s.variant_id from stock_levels s
      where s.reserved <> (select coalesce(sum(quantity), 0) from reservations r
        where r.variant_id = s.variant_id and r.location_id = s.location_id and r.state = 'held')`,
  },
  {
    invariant: 'I5',
    says: 'more promised than there is',
    rows: `select variant_id from stock_levels where policy = 'deny' and (on_hand < 0 or reserved > on_hand)`,
  },
  {
    invariant: 'I5',
    says: 'a living order without its stock, or a dead one with some',
    rows: `select o.number from orders o where exists (
        select from order_lines l left join reservations r on r.order_id = o.id and r.variant_id = l.variant_id
          left join stock_levels s on s.variant_id = l.variant_id
        where l.order_id = o.id and s.policy <> 'untracked'
          and case when o.state = 'canceled' then r.state = 'held'
            else coalesce(r.state, '') not in ('held', 'committed', 'restocked') end)`,
  },
  {
    invariant: 'I5',
    says: 'another number of pieces held than ordered',
    rows: `select o.number from orders o join reservations r on r.order_id = o.id
      where r.quantity <> (select sum(quantity) from order_lines l
        where l.order_id = o.id and l.variant_id = r.variant_id)`,
  },
  {
    invariant: 'I5',
    says: 'more pieces sent and taken out than ordered',
    rows: `select o.number from orders o join order_lines l on l.order_id = o.id
      where l.quantity < (select coalesce(sum(quantity), 0) from fulfillment_lines where order_line_id = l.id)
        + (select coalesce(sum(removed_quantity), 0) from refund_lines where order_line_id = l.id)`,
  },
  {
    invariant: 'I5',
    says: 'pieces taken out that are not on the shelf',
    rows: `select o.number from orders o join reservations r on r.order_id = o.id
      where r.restocked_quantity < (select coalesce(sum(b.removed_quantity), 0)
        from refund_lines b join order_lines l on l.id = b.order_line_id
        where l.order_id = o.id and l.variant_id = r.variant_id)`,
  },
]

const orders: Check[] = [
  {
    invariant: 'I2',
    says: 'two living orders of one version of a cart',
    rows: `select min(number) from orders where state <> 'canceled' group by cart_id, cart_version having count(*) > 1`,
  },
  {
    invariant: 'I2',
    says: 'an order that nobody clicked for',
    rows: `select o.number from orders o
      where o.channel = 'web' and not exists (select from idempotency_keys k where k.order_id = o.id)`,
  },
  {
    invariant: 'I2',
    says: 'a click whose order is not there',
    rows: `select k.key from idempotency_keys k
      where k.scope = 'place_order' and k.order_id is not null
        and not exists (select from orders o where o.id = k.order_id)`,
  },
  {
    invariant: 'I2',
    says: 'a cart that is stuck',
    rows: `select c.id from carts c left join orders o on o.id = c.order_id
      where c.state = 'paying' and (o.id is null or o.state <> 'pending')`,
  },
  {
    invariant: 'I11',
    says: 'an order that is still undecided',
    rows: `select number from orders where state = 'pending'`,
  },
  {
    invariant: 'I11',
    says: 'a life that no order may have',
    rows: `select o.number || ': ' || lives.life from orders o join (
        select subject_id, string_agg(substr(type, 7), ' ' order by id) as life from events
        where type in ('order.placed', 'order.offered', 'order.confirmed', 'order.dropped', 'order.canceled', 'order.completed')
        group by subject_id
      ) lives on lives.subject_id = o.id
      where lives.life !~ '^placed( dropped| offered)*( confirmed( completed| canceled)?| canceled)?$'`,
  },
  {
    invariant: 'I11',
    says: 'a state that the events do not lead to',
    rows: `select o.number || ' is ' || o.state from orders o where o.state <> coalesce((
        select case type when 'order.placed' then 'pending' when 'order.confirmed' then 'open'
            when 'order.completed' then 'completed' when 'order.offered' then 'offered' else 'canceled' end
          from events where subject_id = o.id and type in ('order.placed', 'order.offered', 'order.confirmed',
            'order.dropped', 'order.canceled', 'order.completed') order by id desc limit 1), 'nothing')`,
  },
]

const jobs: Check[] = [
  {
    invariant: 'I12',
    says: 'an agreed order without its one confirmation',
    rows: `select o.number from orders o join events e on e.subject_id = o.id and e.type = 'order.confirmed'
      where (select count(*) from mails m where m.event_id = e.id and m.kind = 'confirmation') <> 1`,
  },
  {
    invariant: 'I13',
    says: 'a job that nobody does any more',
    rows: `select t.identifier || ' ' || j.id || ': ' || coalesce(left(j.last_error, 120), '')
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.attempts >= j.max_attempts and j.locked_at is null`,
  },
  {
    invariant: 'I13',
    says: 'a job that was taken and never ended',
    rows: `select t.identifier || ' ' || j.id
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.locked_at < now() - interval '90 seconds'`,
  },
  {
    invariant: 'I13',
    says: 'a job that waits for nobody',
    rows: `select t.identifier || ' ' || j.id
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.locked_at is null and j.attempts < j.max_attempts and j.run_at < now() - interval '60 seconds'`,
  },
]

/** What must hold in the shop's own book. */
export const shopChecks: readonly Check[] = [...stock, ...orders, ...jobs]
