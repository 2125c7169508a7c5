-- The frozen agreement. Nothing here looks back to the catalog.

create sequence order_numbers start 1001;

create table orders (
  id                uuid        primary key,
  number            bigint      not null unique default nextval('order_numbers'),
  cart_id           uuid        not null,
  cart_version      integer     not null,
  channel           text        not null default 'web',
  -- pending: waits for an online payment to be decided; open: agreed; completed: all shipped and paid; canceled.
  state             text        not null check (state in ('pending', 'open', 'completed', 'canceled')),
  cancel_reason     text,
  market_id         uuid        not null references markets,
  language          text        not null,
  currency          char(3)     not null,
  prices_include_tax boolean    not null,
  email             text        not null,
  phone             text,
  shipping_address  jsonb,
  billing_address   jsonb       not null,
  shipping_name     text        not null default '',
  ships_on_from     date,
  ships_on_to       date,
  subtotal_amount   bigint      not null check (subtotal_amount >= 0),
  shipping_amount   bigint      not null check (shipping_amount >= 0),
  tax_amount        bigint      not null check (tax_amount >= 0),
  total_amount      bigint      not null check (total_amount >= 0),
  payment_method    text        not null,
  note              text        not null default '',
  version           integer     not null default 1,
  placed_at         timestamptz not null default now(),
  confirmed_at      timestamptz,
  canceled_at       timestamptz,
  completed_at      timestamptz,
  check (total_amount = subtotal_amount + shipping_amount + case when prices_include_tax then 0 else tax_amount end)
);
-- One living order for one version of a cart, whatever is clicked at once.
create unique index orders_cart_version on orders (cart_id, cart_version) where state <> 'canceled';
create index orders_market_id on orders (market_id);
create index orders_placed_at on orders (placed_at desc, id);
create index orders_email on orders (lower(email));

create table order_lines (
  id           uuid    primary key,
  order_id     uuid    not null references orders on delete cascade,
  position     integer not null,
  product_id   uuid    not null,
  variant_id   uuid    not null,
  title        text    not null,
  variant_title text   not null default '',
  sku          text,
  slug         text    not null default '',
  media_hash   text,
  quantity     integer not null check (quantity > 0),
  unit_amount  bigint  not null check (unit_amount >= 0),
  list_amount  bigint  not null check (list_amount >= 0),
  total_amount bigint  not null check (total_amount >= 0),
  tax_amount   bigint  not null check (tax_amount >= 0),
  weight_grams integer not null default 0,
  requires_shipping boolean not null default true,
  unique (order_id, position),
  check (total_amount = unit_amount * quantity)
);

-- May this variant be deleted, or does an order remember it?
create index order_lines_variant_id on order_lines (variant_id);

-- What tax was charged, by name and rate; line_id is null for shipping.
create table order_taxes (
  id          uuid    primary key,
  order_id    uuid    not null references orders on delete cascade,
  line_id     uuid    references order_lines on delete cascade,
  name        text    not null,
  country     char(2) not null,
  region      text    not null default '',
  rate_ppm    integer not null,
  base_amount bigint  not null,
  tax_amount  bigint  not null
);
create index order_taxes_order_id on order_taxes (order_id);
create index order_taxes_line_id on order_taxes (line_id);

create table order_notes (
  id       uuid        primary key,
  order_id uuid        not null references orders on delete cascade,
  actor    text        not null,
  body     text        not null check (body <> ''),
  at       timestamptz not null default now()
);
create index order_notes_order_id on order_notes (order_id);
