-- Pieces that a refund puts back before they were sent are taken out of what is to be sent: which of them those are is
-- decided with the refund.
alter table refund_lines
  add column removed_quantity integer not null default 0 check (removed_quantity between 0 and quantity),
  add constraint refund_lines_removed_is_restocked check (restocked or removed_quantity = 0);

-- Orders that wait with pieces which are on the shelf again.
update refund_lines set removed_quantity = least(quantity, greatest(0, unsent - before))
from (
  select r.id as refund_line_id,
    l.quantity - coalesce((select sum(quantity) from fulfillment_lines where order_line_id = l.id), 0) as unsent,
    sum(r.quantity) over (partition by l.id order by r.id) - r.quantity as before
  from refund_lines r join order_lines l on l.id = r.order_line_id join orders o on o.id = l.order_id
  where r.restocked and not l.gift_card and o.state = 'open'
) waiting
where id = refund_line_id;
