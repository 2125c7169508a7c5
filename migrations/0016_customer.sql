-- Who buys. A customer is an address that somebody has proved to read; there is no password. Secrets are stored as
-- hashes only.

create table customer_groups (
  id      uuid    primary key,
  code    text    not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name    text    not null check (name <> ''),
  version integer not null default 1
);

create table customers (
  id         uuid        primary key,
  email      text        not null unique check (email = lower(btrim(email)) and email <> ''),
  name       text        not null default '',
  group_id   uuid        references customer_groups,
  version    integer     not null default 1,
  created_at timestamptz not null default now()
);
create index customers_group_id on customers (group_id);
create index customers_created_at on customers (created_at desc, id);

create table customer_sessions (
  token_hash  bytea       primary key,
  customer_id uuid        not null references customers on delete cascade,
  created_at  timestamptz not null default now(),
  seen_at     timestamptz not null default now(),
  expires_at  timestamptz not null,
  -- A fresh token has taken its place; it lives on for moments, for requests that are under way.
  renewed_at  timestamptz
);
create index customer_sessions_customer_id on customer_sessions (customer_id);
create index customer_sessions_expires_at on customer_sessions (expires_at);

-- The one-time link that signs an address in. One an address: a newer one takes the older one's place.
create table customer_links (
  email      text        primary key check (email = lower(btrim(email)) and email <> ''),
  id         uuid        not null unique,
  token_hash bytea       not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index customer_links_expires_at on customer_links (expires_at);

-- Whose cart it is, once its shopper has signed in: prices and offers for a group follow from it.
alter table carts add column customer_id uuid references customers on delete set null;
create index carts_customer_id on carts (customer_id) where customer_id is not null;
