import type { Check } from './judge.ts'

const ours = `select p.*, o.number, o.state as order_state from payments p join orders o on o.id = p.order_id
  where p.gateway = 'sandbox'`

/** The test gateway's book, held against the shop's. */
export const gatewayChecks: readonly Check[] = [
  {
    invariant: 'I3',
    says: 'taken at the gateway and not counted as paid, or the other way round',
    rows: `select coalesce(b.id, p.gateway_ref, p.id::text) from sandbox_payments b full join (${ours}) p on p.gateway_ref = b.id
      where coalesce(b.captured_amount, 0) <> coalesce(p.captured_amount, 0)`,
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
    says: 'more taken than was authorized, or given back than was taken',
    rows: `select id from payments where captured_amount > authorized_amount or refunded_amount > captured_amount`,
  },
  {
    invariant: 'I3',
    says: 'captures and refunds that do not add up to what the payment says',
    rows: `select p.id from payments p where p.gateway = 'sandbox'
      and (p.refunded_amount <> coalesce((select sum(amount) from refunds where payment_id = p.id and state = 'done'), 0)
        or p.capture_mode = 'manual' and p.captured_amount
          <> coalesce((select sum(amount) from captures where payment_id = p.id and state = 'done'), 0))`,
  },
  {
    invariant: 'I3',
    says: 'more kept for an order than it costs',
    rows: `select o.number from orders o join payments p on p.order_id = o.id
      group by o.id, o.number, o.total_amount having sum(p.captured_amount - p.refunded_amount) > o.total_amount`,
  },
  {
    invariant: 'I3',
    says: 'refunds that the gateway does not know, or knows alone',
    rows: `select b.id from sandbox_payments b left join payments p on p.gateway_ref = b.id
      where b.refunded_amount <> coalesce(p.refunded_amount, 0)`,
  },
  {
    invariant: 'I4',
    says: 'money at the gateway for an order that is not',
    rows: `select b.id from sandbox_payments b left join payments p on p.gateway_ref = b.id
        left join orders o on o.id = p.order_id
      where coalesce(o.state, 'canceled') = 'canceled' and (b.captured_amount > b.refunded_amount or b.state = 'authorized')`,
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
      and not exists (select from payments c where c.order_id = p.order_id and c.authorized_amount + c.captured_amount > 0)
      and not exists (select from events e where e.subject_id = p.order_id and e.type = 'payment.voided')`,
  },
]
