-- Money that is set aside, taken in parts and given back in parts; several ways to pay on one order; books that do not
-- fit. Sums are moved by conditional updates, with the checks below behind them: whatever the code does, no more is taken
-- than was set aside and no more given back than was taken.

alter table payments
  drop constraint payments_state_check,
  add constraint payments_state_check
    check (state in ('created', 'pending', 'processing', 'authorized', 'captured', 'failed', 'canceled')),
  add column mode              text   not null default 'live' check (mode in ('live', 'test')),
  add column capture_mode      text   not null default 'automatic' check (capture_mode in ('automatic', 'manual')),
  -- What was set aside (or taken at once). The rows in captures and refunds say how it came to the other sums:
  -- "capturing" and "refunding" is promised to, but not answered by the gateway yet.
  add column authorized_amount bigint not null default 0 check (authorized_amount >= 0),
  add column capturing_amount  bigint not null default 0 check (capturing_amount >= 0),
  add column captured_amount   bigint not null default 0 check (captured_amount >= 0),
  add column refunding_amount  bigint not null default 0 check (refunding_amount >= 0),
  add column refunded_amount   bigint not null default 0 check (refunded_amount >= 0),
  -- When money that is set aside is free again, and when people were told that this is near.
  add column expires_at        timestamptz,
  add column warned_at         timestamptz,
  -- Staff have freed what is set aside; the gateway has not answered yet.
  add column voiding           boolean not null default false,
  add column instrument_kind   text   not null default '',
  -- 'Visa •••• 4242', or the last letters of a gift card.
  add column instrument_label  text   not null default '',
  add column fingerprint       text,
  -- Of stored value: which gift card or credit.
  add column tender_id         uuid,
  add column saved_method_id   uuid,
  add column save_method       boolean not null default false,
  add constraint payments_authorized check (authorized_amount <= amount),
  add constraint payments_captured   check (captured_amount + capturing_amount <= authorized_amount),
  add constraint payments_refunded   check (refunded_amount + refunding_amount <= captured_amount);

-- A part of what was set aside, taken. Written before the gateway is asked.
create table captures (
  id             uuid        primary key,
  payment_id     uuid        not null references payments,
  amount         bigint      not null check (amount > 0),
  -- Nothing more will be taken after it: the rest is free.
  final          boolean     not null,
  state          text        not null check (state in ('created', 'done', 'failed')),
  gateway_ref    text,
  failure        text,
  -- What the gateway keeps of it; null where it tells later.
  fee_amount     bigint,
  -- The parcel that it pays.
  fulfillment_id uuid        references fulfillments,
  actor          text        not null default 'system',
  created_at     timestamptz not null default now(),
  checked_at     timestamptz,
  done_at        timestamptz
);
create index captures_payment_id on captures (payment_id);
create index captures_open on captures (created_at) where state = 'created';
create index captures_fulfillment_id on captures (fulfillment_id) where fulfillment_id is not null;

-- What is given back at once is one group: a refund a way to pay, lines for what it is for.
alter table refunds
  add column group_id        uuid,
  add column goods_amount    bigint not null default 0,
  add column shipping_amount bigint not null default 0,
  -- [{"jurisdiction": "DE", "amount": 380}]: the tax in it. Goods, shipping and taxes are the amount.
  add column taxes           jsonb  not null default '[]',
  add column note            text   not null default '',
  add column failure         text,
  add column checked_at      timestamptz;
create index refunds_group_id on refunds (group_id);

create table refund_lines (
  id            uuid    primary key,
  group_id      uuid    not null,
  order_id      uuid    not null references orders,
  -- Null: shipping, or a sum that is for nothing in particular.
  order_line_id uuid    references order_lines,
  kind          text    not null check (kind in ('line', 'shipping', 'amount')),
  quantity      integer not null default 0 check (quantity >= 0),
  amount        bigint  not null check (amount >= 0),
  restocked     boolean not null default false,
  check ((kind = 'line') = (order_line_id is not null))
);
create index refund_lines_group_id on refund_lines (group_id);
create index refund_lines_order_id on refund_lines (order_id);
create index refund_lines_order_line_id on refund_lines (order_line_id) where order_line_id is not null;

-- A payer has asked their bank for the money back.
create table disputes (
  id          uuid        primary key,
  payment_id  uuid        not null references payments,
  gateway_ref text        not null,
  state       text        not null check (state in ('open', 'won', 'lost')),
  amount      bigint      not null check (amount > 0),
  reason      text        not null default '',
  due_at      timestamptz,
  opened_at   timestamptz not null default now(),
  closed_at   timestamptz,
  unique (payment_id, gateway_ref)
);
create index disputes_open on disputes (opened_at) where state = 'open';

-- Money at a gateway that fits nothing of ours: other money, another account, a second payment for one order. It counts
-- for nothing until people have looked, and can be given back.
create table unmatched_money (
  id          uuid        primary key,
  payment_id  uuid        not null references payments,
  gateway     text        not null,
  gateway_ref text        not null,
  amount      bigint      not null check (amount >= 0),
  currency    char(3)     not null,
  -- What does not fit: amount, currency, reference, mode, payee.
  why         text        not null,
  state       text        not null check (state in ('seen', 'returning', 'returned', 'kept')),
  actor       text,
  seen_at     timestamptz not null default now(),
  settled_at  timestamptz,
  unique (payment_id, gateway_ref)
);
create index unmatched_money_open on unmatched_money (seen_at) where state in ('seen', 'returning');

-- What a gateway remembers for a customer: names and labels only, never a number.
create table saved_methods (
  id           uuid        primary key,
  customer_id  uuid        not null,
  gateway      text        not null,
  gateway_ref  text        not null,
  customer_ref text,
  kind         text        not null,
  label        text        not null,
  fingerprint  text,
  created_at   timestamptz not null default now(),
  -- Taken away here; the gateway has not said that it forgot.
  deleted_at   timestamptz,
  unique (gateway, gateway_ref)
);
create index saved_methods_customer_id on saved_methods (customer_id) where deleted_at is null;
create index saved_methods_deleted on saved_methods (deleted_at) where deleted_at is not null;
alter table payments
  add constraint payments_saved_method_id_fkey foreign key (saved_method_id) references saved_methods on delete set null;
create index payments_saved_method_id on payments (saved_method_id) where saved_method_id is not null;
create index payments_expiring on payments (expires_at) where state = 'authorized';

-- The bytes as they came, and when we last looked whether we know what it is about.
alter table gateway_events
  add column body     bytea,
  add column tried_at timestamptz;

-- Pieces that came back one by one; an order that is called off whole puts back the rest.
alter table reservations
  add column restocked_quantity integer not null default 0 check (restocked_quantity between 0 and quantity);

-- offered: frozen, nothing held; waits for its buyer to pay by a link.
alter table orders
  drop constraint orders_state_check,
  add constraint orders_state_check check (state in ('pending', 'open', 'completed', 'canceled', 'offered')),
  -- Until when the link pays; set when staff sent one. Then a failed payment leaves the order offered.
  add column offered_until timestamptz;

-- The test gateway can do all that a real one can.
alter table sandbox_payments
  drop constraint sandbox_payments_state_check,
  add constraint sandbox_payments_state_check
    check (state in ('open', 'challenged', 'processing', 'authorized', 'captured', 'declined', 'canceled')),
  add column capture_mode    text   not null default 'automatic',
  add column captured_amount bigint not null default 0 check (captured_amount between 0 and amount),
  add column expires_at      timestamptz,
  add column instrument      text   not null default '',
  add column fingerprint     text,
  -- The bank refuses when the money is to be taken.
  add column fails_capture   boolean not null default false,
  add column outcome         text,
  add column customer_id     text,
  add column saves           boolean not null default false,
  add column saved_ref       text,
  add column cancel_url      text   not null default '',
  add constraint sandbox_payments_given_back check (refunded_amount <= captured_amount);

create table sandbox_captures (
  id              text        primary key,
  idempotency_key text        not null unique,
  payment_id      text        not null references sandbox_payments,
  amount          bigint      not null check (amount > 0),
  created_at      timestamptz not null default now()
);
create index sandbox_captures_payment_id on sandbox_captures (payment_id);

-- The test gateway's memory of a card: how it behaves, and what it is called. No number.
create table sandbox_cards (
  id          text        primary key,
  customer_id text        not null,
  outcome     text        not null,
  label       text        not null,
  fingerprint text        not null,
  created_at  timestamptz not null default now()
);
create index sandbox_cards_customer_id on sandbox_cards (customer_id);

create table sandbox_disputes (
  id         text        primary key,
  payment_id text        not null references sandbox_payments,
  state      text        not null check (state in ('open', 'won', 'lost')),
  amount     bigint      not null check (amount > 0),
  reason     text        not null,
  due_at     timestamptz,
  created_at timestamptz not null default now()
);
create index sandbox_disputes_payment_id on sandbox_disputes (payment_id);
