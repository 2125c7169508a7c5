-- Promotions are the rules, coupons the codes that unlock some of them, uses what orders have taken of their limits.

create table promotions (
  id                    uuid        primary key,
  version               integer     not null default 1,
  -- By language: {"en": "Summer sale", "de": "Sommerangebot"}.
  names                 jsonb       not null check (jsonb_typeof(names) = 'object' and names <> '{}'),
  note                  text        not null default '',
  active                boolean     not null default false,
  by_code               boolean     not null,
  kind                  text        not null check (kind in ('percent_items', 'amount_items', 'amount_each', 'buy_get',
                                      'cheapest_free', 'percent_order', 'amount_order', 'shipping')),
  -- The higher goes first.
  priority              integer     not null default 0 check (priority between -1000 and 1000),
  stacks                boolean     not null default true,
  percent_ppm           integer     check (percent_ppm between 1 and 1000000),
  buy_quantity          integer     check (buy_quantity between 1 and 999),
  get_quantity          integer     check (get_quantity between 1 and 999),
  max_times             integer     check (max_times between 1 and 999),
  -- What is made cheaper, and what the cart must hold. A listed thing that is deleted makes the list shorter, never "all".
  rewards               text        not null default 'all' check (rewards in ('all', 'listed')),
  needs                 text        not null default 'all' check (needs in ('all', 'same', 'listed')),
  minimum_quantity      integer     not null default 0 check (minimum_quantity between 0 and 9999),
  every_market          boolean     not null default true,
  every_customer        boolean     not null default true,
  -- Where the parcel goes; none named: everywhere.
  countries             text[]      not null default '{}',
  starts_at             timestamptz,
  ends_at               timestamptz,
  max_uses              integer     check (max_uses > 0),
  max_uses_per_customer integer     check (max_uses_per_customer > 0),
  -- Kept only while there is a limit: the rows of uses are the truth.
  used                  integer     not null default 0 check (used >= 0),
  created_at            timestamptz not null default now(),
  updated_at            timestamptz not null default now(),
  check (starts_at < ends_at),
  check (used <= max_uses),
  check ((percent_ppm is not null) = (kind in ('percent_items', 'percent_order', 'shipping', 'buy_get'))),
  check ((buy_quantity is not null) = (kind in ('buy_get', 'cheapest_free'))),
  check ((get_quantity is not null) = (kind = 'buy_get'))
);

-- For each currency how much it takes off, and from which sum on; without a row it does nothing there.
create table promotion_amounts (
  promotion_id   uuid    not null references promotions on delete cascade,
  currency       char(3) not null check (currency ~ '^[A-Z]{3}$'),
  off_amount     bigint  check (off_amount > 0),
  minimum_amount bigint  check (minimum_amount > 0),
  primary key (promotion_id, currency),
  check (num_nonnulls(off_amount, minimum_amount) > 0)
);

create table promotion_items (
  promotion_id  uuid not null references promotions on delete cascade,
  role          text not null check (role in ('reward', 'need')),
  product_id    uuid references products on delete cascade,
  variant_id    uuid references variants on delete cascade,
  category_id   uuid references categories on delete cascade,
  collection_id uuid references collections on delete cascade,
  check (num_nonnulls(product_id, variant_id, category_id, collection_id) = 1),
  unique nulls not distinct (promotion_id, role, product_id, variant_id, category_id, collection_id)
);
create index promotion_items_product_id on promotion_items (product_id);
create index promotion_items_variant_id on promotion_items (variant_id);
create index promotion_items_category_id on promotion_items (category_id);
create index promotion_items_collection_id on promotion_items (collection_id);

create table promotion_markets (
  promotion_id uuid not null references promotions on delete cascade,
  market_id    uuid not null references markets on delete cascade,
  primary key (promotion_id, market_id)
);
create index promotion_markets_market_id on promotion_markets (market_id);

create table promotion_groups (
  promotion_id uuid not null references promotions on delete cascade,
  -- A group that an offer is for stays: without its row the offer would be for another circle.
  group_id     uuid not null references customer_groups,
  primary key (promotion_id, group_id)
);
create index promotion_groups_group_id on promotion_groups (group_id);

create table coupons (
  id           uuid        primary key,
  promotion_id uuid        not null references promotions on delete cascade,
  code         text        not null unique check (code <> ''),
  active       boolean     not null default true,
  -- The one customer who may use it, by the key of the e-mail address.
  only_for     text        check (only_for <> ''),
  starts_at    timestamptz,
  ends_at      timestamptz,
  max_uses     integer     check (max_uses > 0),
  used         integer     not null default 0 check (used >= 0),
  -- What was made together is downloaded together.
  batch        text        not null default '',
  created_at   timestamptz not null default now(),
  check (starts_at < ends_at),
  check (used <= max_uses)
);
create index coupons_promotion_id on coupons (promotion_id, created_at desc, id);

-- An order that has a promotion's discount; released when the order is dropped.
create table promotion_uses (
  id           uuid        primary key,
  order_id     uuid        not null,
  promotion_id uuid        not null references promotions,
  coupon_id    uuid        references coupons,
  customer_key text        not null,
  created_at   timestamptz not null default now(),
  released_at  timestamptz,
  unique (order_id, promotion_id)
);
create index promotion_uses_promotion_id on promotion_uses (promotion_id, created_at desc);
create index promotion_uses_coupon_id on promotion_uses (coupon_id);

-- How often a customer has it in living orders: what the limit for each customer is decided on.
create table promotion_customers (
  promotion_id uuid    not null references promotions on delete cascade,
  customer_key text    not null,
  used         integer not null check (used >= 0),
  primary key (promotion_id, customer_key)
);

-- Every change of a rule gives a new one. What a process keeps in memory is good as long as this is the same.
create table promotion_versions (
  is_only boolean primary key default true check (is_only),
  version uuid    not null default gen_random_uuid()
);
insert into promotion_versions default values;
