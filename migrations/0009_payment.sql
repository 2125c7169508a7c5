-- One row an attempt to pay. What the gateway says is compared with what stands here before anything counts as paid.

create table payments (
  id           uuid        primary key,
  order_id     uuid        not null references orders,
  method       text        not null,
  gateway      text        not null,
  state        text        not null check (state in ('created', 'pending', 'authorized', 'captured', 'failed', 'canceled')),
  amount       bigint      not null check (amount >= 0),
  currency     char(3)     not null,
  gateway_ref  text,
  redirect_url text,
  failure_code text,
  created_at   timestamptz not null default now(),
  -- When the completer gives the attempt up; null for money that comes by hand.
  deadline_at  timestamptz,
  -- When the completer last asked the gateway about it, so that all get their turn.
  checked_at   timestamptz,
  settled_at   timestamptz,
  unique (gateway, gateway_ref)
);
create index payments_order_id on payments (order_id);
create index payments_undecided on payments (created_at) where state in ('created', 'pending');

create table refunds (
  id          uuid        primary key,
  payment_id  uuid        not null references payments,
  amount      bigint      not null check (amount > 0),
  state       text        not null check (state in ('created', 'done', 'failed')),
  gateway_ref text,
  reason      text        not null default '',
  actor       text        not null default 'system',
  created_at  timestamptz not null default now(),
  done_at     timestamptz
);
create index refunds_payment_id on refunds (payment_id);
create index refunds_open on refunds (created_at) where state = 'created';

-- Every message of a gateway, stored before it is answered; an id counts once.
create table gateway_events (
  gateway     text        not null,
  event_id    text        not null,
  gateway_ref text        not null,
  payload     jsonb       not null,
  received_at timestamptz not null default now(),
  applied_at  timestamptz,
  primary key (gateway, event_id)
);
-- What is kept but not acted on yet.
create index gateway_events_unapplied on gateway_events (received_at) where applied_at is null;
create index gateway_events_ref on gateway_events (gateway, gateway_ref) where applied_at is null;
