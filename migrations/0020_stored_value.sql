-- Money that the shop owes: gift cards, and credit of a customer. Balances move by conditional writes only, and each
-- movement leaves an entry in the same statement: the sum of a card's entries is its balance.

alter table products add column gift_card boolean not null default false;
alter table order_lines add column gift_card boolean not null default false;

create table gift_cards (
  id              uuid        primary key,
  -- An HMAC of the code under a key that is not in the database; the code itself is nowhere.
  code_hash       bytea       not null unique check (length(code_hash) = 32),
  -- Grows when the code is replaced: the code is made from the id and this.
  code_version    integer     not null default 1,
  -- The last four characters of the code.
  hint            text        not null check (length(hint) = 4),
  currency        char(3)     not null,
  initial_amount  bigint      not null check (initial_amount > 0),
  balance_amount  bigint      not null check (balance_amount >= 0),
  state           text        not null default 'active' check (state in ('active', 'disabled')),
  expires_at      timestamptz,
  -- test: bought with a gateway's play money.
  mode            text        not null default 'live' check (mode in ('live', 'test')),
  -- Of a card that was bought: which piece of which line.
  order_id        uuid,
  order_line_id   uuid,
  piece           integer     check (piece > 0),
  recipient_email text,
  language        text        not null default 'en',
  note            text        not null default '',
  actor           text        not null,
  created_at      timestamptz not null default now(),
  unique (order_line_id, piece),
  check ((order_line_id is null) = (piece is null)),
  check ((order_line_id is null) = (order_id is null))
);
create index gift_cards_created_at on gift_cards (created_at desc, id);
create index gift_cards_order_id on gift_cards (order_id) where order_id is not null;
create index gift_cards_recipient on gift_cards (lower(recipient_email)) where recipient_email is not null;
create index gift_cards_hint on gift_cards (hint);
create index gift_cards_expires_at on gift_cards (expires_at) where balance_amount > 0;

create table gift_card_entries (
  id           bigint      generated always as identity primary key,
  gift_card_id uuid        not null references gift_cards,
  kind         text        not null check (kind in ('issue', 'redeem', 'release', 'return', 'expire', 'adjust', 'merge', 'cancel')),
  amount       bigint      not null check (amount <> 0),
  order_id     uuid,
  payment_id   uuid,
  refund_id    uuid,
  -- The other card of a merge.
  other_id     uuid        references gift_cards,
  reason       text        not null default '',
  actor        text        not null,
  at           timestamptz not null default clock_timestamp()
);
create index gift_card_entries_card on gift_card_entries (gift_card_id, id);
create index gift_card_entries_other on gift_card_entries (other_id) where other_id is not null;
create unique index gift_card_entries_once on gift_card_entries (payment_id, kind) where kind in ('redeem', 'release');
create unique index gift_card_entries_returned_once on gift_card_entries (refund_id) where kind = 'return';

create table credit_accounts (
  id             uuid        primary key,
  customer_id    uuid        not null references customers,
  currency       char(3)     not null,
  -- test: given while the shop was being tried out; it never pays for what costs real money.
  mode           text        not null default 'live' check (mode in ('live', 'test')),
  balance_amount bigint      not null default 0 check (balance_amount >= 0),
  created_at     timestamptz not null default now(),
  unique (customer_id, currency, mode)
);

-- What was granted at once and ends at once; the oldest end is spent first.
create table credit_lots (
  id               uuid        primary key,
  account_id       uuid        not null references credit_accounts,
  granted_amount   bigint      not null check (granted_amount > 0),
  remaining_amount bigint      not null check (remaining_amount between 0 and granted_amount),
  expires_at       timestamptz,
  created_at       timestamptz not null default now()
);
create index credit_lots_account_id on credit_lots (account_id) where remaining_amount > 0;
create index credit_lots_expires_at on credit_lots (expires_at) where remaining_amount > 0;

create table credit_entries (
  id         bigint      generated always as identity primary key,
  account_id uuid        not null references credit_accounts,
  lot_id     uuid        not null references credit_lots,
  kind       text        not null check (kind in ('grant', 'redeem', 'release', 'return', 'expire', 'adjust')),
  amount     bigint      not null check (amount <> 0),
  order_id   uuid,
  payment_id uuid,
  refund_id  uuid,
  reason     text        not null default '',
  actor      text        not null,
  at         timestamptz not null default clock_timestamp()
);
create index credit_entries_account on credit_entries (account_id, id);
create index credit_entries_lot_id on credit_entries (lot_id);
create unique index credit_entries_once on credit_entries (payment_id, lot_id, kind) where kind in ('redeem', 'release');
create unique index credit_entries_returned_once on credit_entries (refund_id) where kind = 'return';

-- One row a payment with stored value. held: taken from the balance, the order is not agreed. claimed: agreed.
create table value_holds (
  payment_id        uuid        primary key,
  order_id          uuid        not null,
  gift_card_id      uuid        references gift_cards,
  credit_account_id uuid        references credit_accounts,
  amount            bigint      not null check (amount > 0),
  returned_amount   bigint      not null default 0 check (returned_amount between 0 and amount),
  currency          char(3)     not null,
  state             text        not null check (state in ('held', 'claimed', 'released')),
  created_at        timestamptz not null default now(),
  check (num_nonnulls(gift_card_id, credit_account_id) = 1),
  check (returned_amount = 0 or state = 'claimed')
);
create index value_holds_order_id on value_holds (order_id);
create index value_holds_gift_card_id on value_holds (gift_card_id) where gift_card_id is not null;
create index value_holds_credit_account_id on value_holds (credit_account_id) where credit_account_id is not null;

-- What the shopper means to pay with.
create table cart_gift_cards (
  cart_id      uuid        not null references carts on delete cascade,
  gift_card_id uuid        not null references gift_cards on delete cascade,
  added_at     timestamptz not null default clock_timestamp(),
  primary key (cart_id, gift_card_id)
);
create index cart_gift_cards_gift_card_id on cart_gift_cards (gift_card_id);

create table cart_credit (
  cart_id uuid primary key references carts on delete cascade
);

-- Entries are written, never rewritten. The one exception: the demo's play money leaves with the demo, by the function
-- below and while the shop is marked as the demo.
create function stored_value_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('stoa.emptying', true) = 'demo'
    and exists (select 1 from settings where key = 'demo') then
    return old;
  end if;
  raise exception '% is append only: no %', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation', constraint = 'stored_value_is_append_only';
end $$;
create trigger gift_card_entries_append_only before update or delete on gift_card_entries
  for each row execute function stored_value_is_append_only();
create trigger credit_entries_append_only before update or delete on credit_entries
  for each row execute function stored_value_is_append_only();
comment on table gift_card_entries is 'append only';
comment on table credit_entries is 'append only';

-- Runs with the rights of who owns the tables, since the shop itself may only insert and select. Cards and credit
-- of real money stay.
create function empty_trial_value() returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from settings where key = 'demo') then
    raise exception 'only the demo may be emptied'
      using errcode = 'restrict_violation', constraint = 'stored_value_is_append_only';
  end if;
  perform set_config('stoa.emptying', 'demo', true);
  delete from cart_credit;
  delete from value_holds h using gift_cards g where g.id = h.gift_card_id and g.mode = 'test';
  delete from value_holds h using credit_accounts a where a.id = h.credit_account_id and a.mode = 'test';
  delete from gift_card_entries e using gift_cards g where g.id = e.gift_card_id and g.mode = 'test';
  delete from gift_cards where mode = 'test';
  delete from credit_entries e using credit_accounts a where a.id = e.account_id and a.mode = 'test';
  delete from credit_lots l using credit_accounts a where a.id = l.account_id and a.mode = 'test';
  delete from credit_accounts where mode = 'test';
  perform set_config('stoa.emptying', '', true);
end $$;
