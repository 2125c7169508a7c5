-- The book of the test gateway. It is kept apart from the shop's own, as a real gateway's would be.

create table sandbox_payments (
  id              text        primary key,
  idempotency_key text        not null unique,
  amount          bigint      not null,
  currency        char(3)     not null,
  reference       text        not null,
  return_url      text        not null,
  state           text        not null check (state in ('open', 'challenged', 'captured', 'declined', 'canceled')),
  failure_code    text,
  refunded_amount bigint      not null default 0 check (refunded_amount between 0 and amount),
  created_at      timestamptz not null default now(),
  decided_at      timestamptz
);

create table sandbox_refunds (
  id              text        primary key,
  idempotency_key text        not null unique,
  payment_id      text        not null references sandbox_payments,
  amount          bigint      not null check (amount > 0),
  created_at      timestamptz not null default now()
);
create index sandbox_refunds_payment_id on sandbox_refunds (payment_id);
