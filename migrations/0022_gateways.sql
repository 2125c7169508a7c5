-- The shop's ways to pay and, for gateways, our accounts there. Keys are sealed (decision 17): a copy of the database
-- does not tell them.
set local lock_timeout = '5s';

create table gateway_accounts (
  -- 'stripe', 'bank_transfer', …: the shop knows what each needs.
  code         text        not null,
  mode         text        not null check (mode in ('test', 'live')),
  enabled      boolean     not null default false,
  secrets      text,
  -- The last characters of each key, so that staff can tell one from another.
  hints        jsonb       not null default '{}',
  -- What is no secret: a client id, a webhook's id.
  settings     jsonb       not null default '{}',
  capture_mode text        not null default 'automatic' check (capture_mode in ('automatic', 'manual')),
  hold_days    integer     check (hold_days between 1 and 365),
  -- Empty: everywhere, in every currency.
  markets      text[]      not null default '{}',
  countries    text[]      not null default '{}',
  currencies   text[]      not null default '{}',
  position     integer     not null,
  -- Whose account it is, as the gateway said when the connection was tested last.
  account      text,
  checked_at   timestamptz,
  version      integer     not null default 1,
  updated_at   timestamptz not null default now(),
  primary key (code, mode),
  check (not enabled or secrets is not null
    or code in ('sandbox', 'bank_transfer', 'cash_on_delivery', 'invoice'))
);
-- Test and live never at once.
create unique index gateway_accounts_enabled on gateway_accounts (code) where enabled;

insert into gateway_accounts (code, mode, enabled, hold_days, position) values
  ('stripe', 'live', false, null, 1),
  ('stripe', 'test', false, null, 1),
  ('paypal', 'live', false, null, 2),
  ('paypal', 'test', false, null, 2),
  ('mollie', 'live', false, null, 3),
  ('mollie', 'test', false, null, 3),
  ('sandbox', 'test', true, null, 4),
  ('bank_transfer', 'live', true, 14, 5),
  ('cash_on_delivery', 'live', true, null, 6),
  ('invoice', 'live', false, null, 7);
