-- Who tried to pay, and from where, so that stolen cards are not tried out here. How a try ended is not written down: it
-- is its payment that says so. Rows are gone after a day.

create table payment_tries (
  -- The key of the click (idempotency_keys), so that the same click again is the same try.
  key        text        primary key,
  cart_id    uuid        not null,
  -- For a payment of an order that is there already.
  order_id   uuid,
  -- One address, or one IPv6 network; and the wider range that it lies in.
  network    text        not null,
  range      text        not null,
  -- A hash: nobody needs to read it here.
  email_hash text        not null,
  at         timestamptz not null default now()
);
create index payment_tries_network on payment_tries (network, at);
create index payment_tries_range on payment_tries (range, at);
create index payment_tries_email on payment_tries (email_hash, at);
create index payment_tries_cart on payment_tries (cart_id);
create index payment_tries_at on payment_tries (at);

-- What was decided in the last minutes, and how often one card was declined.
create index payments_settled_at on payments (settled_at) where gateway not in ('offline', 'stored_value');
create index payments_fingerprint on payments (fingerprint, settled_at) where fingerprint is not null;
