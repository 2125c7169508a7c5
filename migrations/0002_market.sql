-- A market is a set of countries that share a currency, languages and the way prices are shown.

create table markets (
  id              uuid     primary key,
  code            text     not null unique check (code ~ '^[a-z]{2,8}$'),
  name            text     not null,
  currency        char(3)  not null check (currency ~ '^[A-Z]{3}$'),
  tax_display     text     not null check (tax_display in ('inclusive', 'exclusive')),
  languages       text[]   not null check (cardinality(languages) > 0),
  default_country char(2)  not null,
  position        integer  not null default 0,
  active          boolean  not null default true
);

create table market_countries (
  country   char(2) primary key check (country ~ '^[A-Z]{2}$'),
  market_id uuid    not null references markets on delete cascade
);
create index market_countries_market_id on market_countries (market_id);

-- One row a setting: shop name, contact, bank account, whether the demo is still in here.
create table settings (
  key        text        primary key,
  value      jsonb       not null,
  updated_at timestamptz not null default now()
);
