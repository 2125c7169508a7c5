import { Client } from 'pg'

/** A sentence for each thing in which the books disagree; empty when all is well. Shares no code with the shop. */
export async function disagreements(url: string): Promise<string[]> {
  const client = new Client(url)
  await client.connect()
  try {
    const found: string[] = []
    for (const [sentence, query] of Object.entries(checks)) {
      const { rows } = await client.query<{ what: string }>(`select what::text from (${query}) found(what) limit 5`)
      if (rows.length > 0) found.push(`${sentence}: ${rows.map((row) => row.what).join(', ')}`)
    }
    return found
  } finally {
    await client.end()
  }
}

const checks: Record<string, string> = {
  'the stock ledger does not add up to the counts': `
    select s.variant_id from stock_levels s left join stock_movements m using (variant_id, location_id)
    group by s.variant_id, s.location_id, s.on_hand, s.reserved
    having s.on_hand <> coalesce(sum(m.on_hand_change), 0) or s.reserved <> coalesce(sum(m.reserved_change), 0)`,
  'reserved is not what the orders hold': `
    select s.variant_id from stock_levels s
    where s.reserved <> (select coalesce(sum(quantity), 0) from reservations r
      where r.variant_id = s.variant_id and r.location_id = s.location_id and r.state = 'held')`,
  'more promised than there is': `
    select variant_id from stock_levels where policy = 'deny' and (on_hand < 0 or reserved > on_hand)`,
  'a living order without its stock, or a dead one with some': `
    select o.number from orders o where exists (
      select from order_lines l left join reservations r on r.order_id = o.id and r.variant_id = l.variant_id
        left join stock_levels s on s.variant_id = l.variant_id
      where l.order_id = o.id and s.policy <> 'untracked'
        and case when o.state = 'canceled' then r.state in ('held') else coalesce(r.state, '') not in ('held', 'committed') end)`,
  'two living orders of one cart version': `
    select min(number) from orders where state <> 'canceled' group by cart_id, cart_version having count(*) > 1`,
  'an order that does not add up': `
    select o.number from orders o join (
      select order_id, sum(unit_amount * quantity) as goods, sum(tax_amount) as tax from order_lines group by order_id
    ) l on l.order_id = o.id join (
      select order_id, sum(tax_amount) as tax from order_taxes group by order_id
    ) t on t.order_id = o.id
    where o.subtotal_amount <> l.goods or o.tax_amount <> t.tax or l.tax > o.tax_amount
      or o.total_amount <> l.goods + o.shipping_amount + case when o.prices_include_tax then 0 else o.tax_amount end`,
  'the gateway took what the shop does not count as paid, or the other way round': `
    select coalesce(b.id, p.gateway_ref) from sandbox_payments b full join (select * from payments where gateway = 'sandbox') p
      on p.gateway_ref = b.id
    where coalesce(b.state = 'captured', false) <> coalesce(p.state = 'captured', false) and coalesce(b.amount, 0) > 0`,
  'another amount at the gateway': `
    select p.id from payments p join sandbox_payments b on b.id = p.gateway_ref
    where b.amount <> p.amount or b.currency <> p.currency`,
  'paid twice': `
    select order_id from payments where state = 'captured' group by order_id having count(*) > 1`,
  'money kept for an order that was canceled': `
    select p.id from payments p join orders o on o.id = p.order_id
    where p.state = 'captured' and o.state = 'canceled'
      and p.amount <> (select coalesce(sum(amount), 0) from refunds r where r.payment_id = p.id and r.state = 'done')`,
  'refunds that the gateway does not know': `
    select b.id from sandbox_payments b join payments p on p.gateway_ref = b.id
    where b.refunded_amount <> (select coalesce(sum(amount), 0) from refunds r where r.payment_id = p.id and r.state = 'done')`,
  'an online order that is agreed without money': `
    select o.number from orders o join payments p on p.order_id = o.id
    where p.gateway = 'sandbox' and o.state in ('open', 'completed')
      and not exists (select from payments c where c.order_id = o.id and c.state = 'captured')`,
  'an order that is still waiting': `
    select number from orders where state = 'pending'`,
  'a cart that is stuck': `
    select c.id from carts c left join orders o on o.id = c.order_id
    where c.state = 'paying' and (o.id is null or o.state <> 'pending')`,
}
