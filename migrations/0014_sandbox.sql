-- The book of the test gateway. It is kept apart from the shop's own, as a real gateway's would be.

create table sandbox_payments (
  id              text        primary key,
  idempotency_key text        not null unique,
  amount          bigint      not null,
  currency        char(3)     not null,
  reference       text        not null,
  return_url      text        not null,
  state           text        not null check (state in ('open', 'challenged', 'processing', 'captured', 'declined', 'canceled')),
  failure_code    text,
  refunded_amount bigint      not null default 0 check (refunded_amount between 0 and amount),
  created_at      timestamptz not null default now(),
  -- A slow bank: what is processing is captured when this moment has come.
  captures_at     timestamptz,
  -- The shop is not told and the shopper not sent back: it must find out by itself.
  silent          boolean     not null default false,
  decided_at      timestamptz,
  check (state <> 'processing' or captures_at is not null)
);

create table sandbox_refunds (
  id              text        primary key,
  idempotency_key text        not null unique,
  payment_id      text        not null references sandbox_payments,
  amount          bigint      not null check (amount > 0),
  created_at      timestamptz not null default now()
);
create index sandbox_refunds_payment_id on sandbox_refunds (payment_id);
