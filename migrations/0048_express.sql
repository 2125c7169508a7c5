-- Bought on the product's page, without a checkout: the gateway's page asks who buys. Until it is paid nobody knows, and
-- the address is empty but for its country; nothing that is agreed is nobody's.
alter table orders add constraint orders_buyer_known check (email <> '' or state in ('pending', 'canceled'));

-- What the test gateway's page is to ask for, and what it heard.
alter table sandbox_payments
  add column express jsonb,
  add column buyer   jsonb;
