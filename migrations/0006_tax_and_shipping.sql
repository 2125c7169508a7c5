-- Tax rates are data with dates; shipping is priced by zone.

create table tax_rates (
  country          char(2) not null,
  region           text    not null default '',
  -- A regular expression over the postcode for places with their own rate (Canary Islands); '' is the whole country.
  postcode_pattern text    not null default '',
  class            text    not null,
  starts_on        date    not null,
  name             text    not null,
  rate_ppm         integer not null check (rate_ppm between 0 and 1000000),
  primary key (country, region, postcode_pattern, class, starts_on)
);

create table shipping_zones (
  id        uuid    primary key,
  market_id uuid    not null references markets on delete cascade,
  name      text    not null,
  position  integer not null default 0
);
create index shipping_zones_market_id on shipping_zones (market_id);

create table shipping_zone_countries (
  zone_id uuid    not null references shipping_zones on delete cascade,
  country char(2) not null,
  primary key (zone_id, country)
);

create table shipping_methods (
  id               uuid    primary key,
  zone_id          uuid    not null references shipping_zones on delete cascade,
  name             jsonb   not null,
  kind             text    not null check (kind in ('flat', 'by_weight', 'by_value')),
  free_from_amount bigint  check (free_from_amount >= 0),
  min_days         integer not null check (min_days >= 0),
  max_days         integer not null check (max_days >= min_days),
  position         integer not null default 0,
  active           boolean not null default true
);
create index shipping_methods_zone_id on shipping_methods (zone_id);

-- The first row whose up_to is not below the weight (grams) or value (minor units) decides; null is without end.
create table shipping_rates (
  id        uuid   primary key,
  method_id uuid   not null references shipping_methods on delete cascade,
  up_to     bigint check (up_to >= 0),
  amount    bigint not null check (amount >= 0),
  unique nulls not distinct (method_id, up_to)
);
