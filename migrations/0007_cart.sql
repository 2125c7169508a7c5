-- Carts hold what a customer means to buy. Prices here only remember what was last shown, so that a change can be told.

create table carts (
  id         uuid        primary key,
  token_hash bytea       not null unique,
  market_id  uuid        not null references markets,
  language   text        not null,
  state      text        not null default 'open' check (state in ('open', 'paying', 'ordered')),
  order_id   uuid,
  version    integer     not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((state = 'open') = (order_id is null))
);
create index carts_market_id on carts (market_id);
create index carts_updated_at on carts (updated_at);

create table cart_lines (
  cart_id     uuid        not null references carts on delete cascade,
  variant_id  uuid        not null references variants on delete cascade,
  quantity    integer     not null check (quantity between 1 and 999),
  unit_amount bigint      not null check (unit_amount >= 0),
  added_at    timestamptz not null default clock_timestamp(),
  primary key (cart_id, variant_id)
);
-- Deleting a variant asks "is it in any cart?"; without this that scans them all.
create index cart_lines_variant_id on cart_lines (variant_id);

-- What the shopper has typed on the way from cart to order.
create table checkouts (
  cart_id            uuid        primary key references carts on delete cascade,
  email              text,
  phone              text,
  country            char(2),
  shipping_address   jsonb,
  billing_address    jsonb,
  shipping_method_id uuid        references shipping_methods on delete set null,
  payment_method     text,
  note               text        not null default '',
  updated_at         timestamptz not null default now()
);
create index checkouts_shipping_method_id on checkouts (shipping_method_id);

-- One row an attempt to do something that must happen once; a second arrival finds the first one's outcome.
create table idempotency_keys (
  scope        text        not null,
  key          text        not null,
  request_hash text        not null,
  order_id     uuid,
  created_at   timestamptz not null default now(),
  primary key (scope, key)
);
create index idempotency_keys_created_at on idempotency_keys (created_at);
