-- The books: every movement of money as a double entry that is written once and never changed. Whatever the code does,
-- the triggers below refuse an entry that does not add up to nothing in each currency.

-- The chart of accounts. An account of a gateway is this code and the gateway's name: gateway_clearing:stripe.
create table ledger_accounts (
  code       text    primary key check (code ~ '^[a-z_]+$'),
  kind       text    not null check (kind in ('asset', 'liability', 'income', 'expense')),
  by_gateway boolean not null default false,
  position   integer not null unique,
  name       text    not null
);

insert into ledger_accounts (position, code, kind, by_gateway, name) values
  (10, 'bank',                   'asset',     false, 'Bank'),
  (20, 'gateway_clearing',       'asset',     true,  'Held by payment providers'),
  (30, 'receivable',             'asset',     false, 'Owed by customers'),
  (40, 'disputes',               'asset',     false, 'Disputed by customers'),
  (50, 'tax_payable',            'liability', false, 'Tax payable'),
  (60, 'gift_cards_due',         'liability', false, 'Gift cards sold, not yet issued'),
  (70, 'gift_card_liability',    'liability', false, 'Gift cards not yet redeemed'),
  (80, 'store_credit_liability', 'liability', false, 'Store credit not yet used'),
  (90, 'sales',                  'income',    false, 'Sales before discounts'),
  (100, 'discounts',             'income',    false, 'Discounts'),
  (110, 'refunds',               'income',    false, 'Refunds of goods'),
  (120, 'shipping',              'income',    false, 'Shipping'),
  (130, 'breakage',              'income',    false, 'Gift cards and credit that expired'),
  (140, 'rounding',              'income',    false, 'Rounding'),
  (150, 'currency_exchange',     'income',    false, 'Exchange of currencies'),
  (160, 'fees',                  'expense',   true,  'Fees of payment providers'),
  (170, 'credit_granted',        'expense',   false, 'Credit and gift cards given away'),
  (180, 'dispute_losses',        'expense',   false, 'Disputes lost'),
  (190, 'outside',               'income',    false, 'Movements at payment providers that are not the shop’s');

create table ledger_entries (
  id        bigint      generated always as identity primary key,
  -- What it is the booking of: sale:<order>, capture:<id>. The same is never booked twice.
  source    text        not null unique check (source ~ '^[a-z_]+:.+$'),
  kind      text        not null check (kind ~ '^[a-z_]+$'),
  -- No foreign key: an order of the demo may go, what is written here stays.
  order_id  uuid,
  mode      text        not null check (mode in ('live', 'test')),
  at        timestamptz not null,
  posted_at timestamptz not null default now(),
  -- How many lines it has: no more can come later, and one without all of them is refused.
  line_count smallint   not null check (line_count >= 2),
  unique (id, line_count)
);
create index ledger_entries_order_id on ledger_entries (order_id) where order_id is not null;
create index ledger_entries_at on ledger_entries (at, id);

create table ledger_lines (
  entry_id     bigint   not null,
  position     smallint not null,
  line_count   smallint not null,
  account      text     not null check (account ~ '^[a-z_]+(:[a-z0-9_-]+)?$'),
  family       text     not null generated always as (split_part(account, ':', 1)) stored references ledger_accounts,
  currency     char(3)  not null check (currency ~ '^[A-Z]{3}$'),
  -- Debit above zero, credit below.
  amount       bigint   not null check (amount <> 0),
  -- Of a tax: whose it is (DE, US-CA), at which rate, and of what net amount.
  jurisdiction text     check (jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,10})?$'),
  rate_ppm     integer,
  base_amount  bigint,
  primary key (entry_id, position),
  foreign key (entry_id, line_count) references ledger_entries (id, line_count),
  check (position >= 0 and position < line_count),
  check ((account like '%:%') = (split_part(account, ':', 1) in ('gateway_clearing', 'fees'))),
  check ((account = 'tax_payable') = (jurisdiction is not null))
);

-- Looked at when the transaction commits, so that lines may come one by one before. Once for an entry: its places are
-- counted, so none is left for a line that comes later.
create function ledger_must_balance() returns trigger language plpgsql as $$
declare
  lines bigint;
  apart text;
begin
  select coalesce(sum(of_currency.lines), 0),
    string_agg(of_currency.currency || ' ' || of_currency.amount, ', ') filter (where of_currency.amount <> 0)
  into lines, apart
  from (
    select currency, count(*) as lines, sum(amount) as amount from ledger_lines where entry_id = new.id group by currency
  ) as of_currency;
  if apart is not null then
    raise exception 'ledger entry % does not balance: %', new.id, apart
      using errcode = 'check_violation', constraint = 'ledger_must_balance';
  elsif lines <> new.line_count then
    raise exception 'ledger entry % has % lines instead of %', new.id, lines, new.line_count
      using errcode = 'check_violation', constraint = 'ledger_must_balance';
  end if;
  return null;
end $$;

create constraint trigger ledger_entries_must_balance after insert on ledger_entries
  deferrable initially deferred for each row execute function ledger_must_balance();

-- Nothing written is changed or taken away; a mistake is put right by another entry. The one exception: the demo's trial
-- entries leave with the demo, by the function below and while the shop is marked as the demo.
create function ledger_is_append_only() returns trigger language plpgsql as $$
declare
  written text;
begin
  if tg_op = 'DELETE' and current_setting('stoa.emptying', true) = 'demo'
    and exists (select 1 from settings where key = 'demo') then
    if tg_table_name = 'ledger_entries' then
      written := old.mode;
    else
      select mode into written from ledger_entries where id = old.entry_id;
    end if;
    if written = 'test' then return old; end if;
  end if;
  raise exception 'the ledger is append only: no % of %', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation', constraint = 'ledger_is_append_only';
end $$;

create trigger ledger_entries_append_only before update or delete on ledger_entries
  for each row execute function ledger_is_append_only();
create trigger ledger_entries_no_truncate before truncate on ledger_entries
  for each statement execute function ledger_is_append_only();
create trigger ledger_lines_append_only before update or delete on ledger_lines
  for each row execute function ledger_is_append_only();
create trigger ledger_lines_no_truncate before truncate on ledger_lines
  for each statement execute function ledger_is_append_only();

-- Runs with the rights of who owns the tables, since the shop itself may only insert and select.
create function empty_trial_ledger() returns bigint language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  gone bigint;
begin
  if not exists (select 1 from settings where key = 'demo') then
    raise exception 'only the demo may be emptied'
      using errcode = 'restrict_violation', constraint = 'ledger_is_append_only';
  end if;
  perform set_config('stoa.emptying', 'demo', true);
  delete from ledger_lines using ledger_entries
    where ledger_entries.id = ledger_lines.entry_id and ledger_entries.mode = 'test';
  delete from ledger_entries where mode = 'test';
  get diagnostics gone = row_count;
  perform set_config('stoa.emptying', '', true);
  return gone;
end $$;

-- The same for the numbers of orders, which begin anew when the demo's orders are gone; undone with its transaction.
create function restart_order_numbers() returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if exists (select 1 from orders) then
    raise exception 'there are orders' using errcode = 'restrict_violation';
  end if;
  alter sequence order_numbers restart;
end $$;

-- Each night the books are held against orders, payments and stored value; what does not agree is kept to be seen.
create table ledger_checks (
  id      bigint      generated always as identity primary key,
  at      timestamptz not null default now(),
  checked bigint      not null,
  breaks  jsonb       not null
);

-- The shop's own database role is kept to these words where it is not the owner (src/platform/app-role.ts).
comment on table ledger_accounts is 'read only';
comment on table ledger_entries is 'append only';
comment on table ledger_lines is 'append only';
comment on table audit_log is 'append only';
comment on table schema_migrations is 'read only';

-- What a gateway's report says that went to the bank, and of what it consists. What that is here is looked up when it is
-- shown; booked_at: its fees and its way to the bank are in the ledger.
create table payouts (
  id          uuid        primary key,
  gateway     text        not null check (gateway ~ '^[a-z0-9_-]+$'),
  -- The gateway's own name of it.
  external_id text        not null,
  currency    char(3)     not null check (currency ~ '^[A-Z]{3}$'),
  amount      bigint      not null,
  at          timestamptz not null,
  file_name   text        not null,
  uploaded_at timestamptz not null default now(),
  booked_at   timestamptz,
  mode        text        check (mode in ('live', 'test')),
  unique (gateway, external_id, currency),
  check ((booked_at is null) = (mode is null))
);
create index payouts_at on payouts (at desc, id);

create table payout_lines (
  id          uuid        primary key,
  payout_id   uuid        not null references payouts on delete cascade,
  gateway     text        not null,
  -- The gateway's own name of the movement: a Stripe balance transaction, a PayPal transaction.
  external_id text        not null,
  kind        text        not null check (kind in ('charge', 'refund', 'dispute', 'fee', 'payout', 'other')),
  -- The gateway's own word for it.
  event       text        not null,
  -- All names by which the payment behind it may be known here; then our order's number.
  refs        text[]      not null,
  reference   text        not null,
  description text        not null,
  gross       bigint      not null,
  fee         bigint      not null,
  net         bigint      not null,
  at          timestamptz not null,
  unique (gateway, external_id),
  check (net = gross - fee)
);
create index payout_lines_payout_id on payout_lines (payout_id);
create index payout_lines_refs on payout_lines using gin (refs);
