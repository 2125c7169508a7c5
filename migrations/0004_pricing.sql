-- A price list holds one amount for a variant, in one currency. Without a price in the market's list a variant is not
-- for sale there: nothing is converted behind the merchant's back.

create table price_lists (
  id        uuid    primary key,
  code      text    not null unique,
  market_id uuid    not null references markets,
  currency  char(3) not null check (currency ~ '^[A-Z]{3}$')
);
create index price_lists_market_id on price_lists (market_id);

create table prices (
  price_list_id     uuid        not null references price_lists on delete cascade,
  variant_id        uuid        not null references variants on delete cascade,
  from_quantity     integer     not null default 1 check (from_quantity >= 1),
  amount            bigint      not null check (amount >= 0),
  compare_at_amount bigint      check (compare_at_amount >= 0),
  sale_amount       bigint      check (sale_amount >= 0),
  sale_starts_at    timestamptz,
  sale_ends_at      timestamptz,
  primary key (price_list_id, variant_id, from_quantity),
  check (sale_starts_at is null or sale_ends_at is null or sale_starts_at < sale_ends_at),
  check (sale_amount is not null or (sale_starts_at is null and sale_ends_at is null))
);
create index prices_variant_id on prices (variant_id);
-- When does the next sale start or end?
create index prices_sale_starts_at on prices (sale_starts_at) where sale_starts_at is not null;
create index prices_sale_ends_at on prices (sale_ends_at) where sale_ends_at is not null;

-- Append only: what a price was before each change.
create table price_history (
  id            bigint      generated always as identity primary key,
  price_list_id uuid        not null references price_lists on delete cascade,
  variant_id    uuid        not null references variants on delete cascade,
  amount        bigint      not null,
  sale_amount   bigint,
  at            timestamptz not null default now()
);
create index price_history_price_list_id on price_history (price_list_id);
create index price_history_variant_id on price_history (variant_id, at);
