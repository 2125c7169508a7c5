import type { Check } from './judge.ts'

const ours = `select p.*, o.number, o.state as order_state from payments p join orders o on o.id = p.order_id
  where p.gateway = 'sandbox'`

/** The test gateway's book, held against the shop's. */
export const gatewayChecks: readonly Check[] = [
  {
    invariant: 'I3',
    says: 'taken at the gateway and not counted as paid, or the other way round',
    rows: `select coalesce(b.id, p.gateway_ref) from sandbox_payments b full join (${ours}) p on p.gateway_ref = b.id
      where coalesce(b.state = 'captured', false) <> coalesce(p.state = 'captured', false)
        and coalesce(b.amount, p.amount) > 0`,
  },
  {
    invariant: 'I3',
    says: 'another amount at the gateway',
    rows: `select p.number from (${ours}) p join sandbox_payments b on b.id = p.gateway_ref
      where b.amount <> p.amount or b.currency <> p.currency`,
  },
  {
    invariant: 'I3',
    says: 'two payments at the gateway for one attempt',
    rows: `select b.idempotency_key from sandbox_payments b group by b.idempotency_key having count(*) > 1`,
  },
  {
    invariant: 'I3',
    says: 'more kept for an order than it costs',
    rows: `select o.number from orders o join payments p on p.order_id = o.id and p.state = 'captured'
      group by o.id, o.number, o.total_amount
      having sum(p.amount - coalesce((select sum(amount) from refunds r
        where r.payment_id = p.id and r.state = 'done'), 0)) > o.total_amount`,
  },
  {
    invariant: 'I3',
    says: 'refunds that the gateway does not know, or knows alone',
    rows: `select b.id from sandbox_payments b left join payments p on p.gateway_ref = b.id
      where b.refunded_amount <> coalesce((select sum(amount) from refunds r
        where r.payment_id = p.id and r.state = 'done'), 0)`,
  },
  {
    invariant: 'I4',
    says: 'money at the gateway for an order that is not',
    rows: `select b.id from sandbox_payments b left join payments p on p.gateway_ref = b.id
        left join orders o on o.id = p.order_id
      where b.state = 'captured' and b.amount > b.refunded_amount and coalesce(o.state, 'canceled') = 'canceled'`,
  },
  {
    invariant: 'I4',
    says: 'a payment that is still open at the gateway while its order is decided',
    rows: `select b.id from sandbox_payments b join payments p on p.gateway_ref = b.id
        join orders o on o.id = p.order_id
      where b.state in ('open', 'challenged', 'processing') and o.state <> 'pending'`,
  },
  {
    invariant: 'I4',
    says: 'an online order that is agreed without money',
    rows: `select p.number from (${ours}) p where p.order_state in ('open', 'completed')
      and not exists (select from payments c where c.order_id = p.order_id and c.state in ('captured', 'authorized'))`,
  },
]
