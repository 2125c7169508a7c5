-- Counted stock. Whatever the code does, the checks below do not let it promise more than there is.

create table locations (
  id   uuid primary key,
  code text not null unique,
  name text not null
);

create table stock_levels (
  variant_id  uuid    not null references variants on delete cascade,
  location_id uuid    not null references locations,
  on_hand     integer not null default 0,
  reserved    integer not null default 0 check (reserved >= 0),
  -- deny: sell what is there. continue: sell on when it is gone. untracked: never counted.
  policy      text    not null default 'deny' check (policy in ('deny', 'continue', 'untracked')),
  primary key (variant_id, location_id),
  check (policy <> 'deny' or on_hand >= 0),
  check (policy <> 'deny' or reserved <= on_hand)
);
create index stock_levels_location_id on stock_levels (location_id);

create table reservations (
  id          uuid        primary key,
  order_id    uuid        not null,
  variant_id  uuid        not null references variants,
  location_id uuid        not null references locations,
  quantity    integer     not null check (quantity > 0),
  state       text        not null default 'held' check (state in ('held', 'committed', 'released', 'restocked')),
  created_at  timestamptz not null default now(),
  -- Null: held until staff decide (cash on delivery).
  expires_at  timestamptz,
  unique (order_id, variant_id, location_id)
);
create index reservations_variant_id on reservations (variant_id);
create index reservations_location_id on reservations (location_id);
create index reservations_due on reservations (expires_at) where state = 'held';

-- The stock ledger: append only; its sums are the stock levels.
create table stock_movements (
  id              bigint      generated always as identity primary key,
  variant_id      uuid        not null references variants on delete cascade,
  location_id     uuid        not null references locations,
  kind            text        not null check (kind in ('adjust', 'import', 'reserve', 'release', 'sell', 'restock')),
  on_hand_change  integer     not null,
  reserved_change integer     not null,
  on_hand_after   integer     not null,
  reserved_after  integer     not null,
  reason          text        not null default '',
  order_id        uuid,
  actor           text        not null default 'system',
  at              timestamptz not null default now()
);
create index stock_movements_variant_id on stock_movements (variant_id, id);
create index stock_movements_location_id on stock_movements (location_id);
