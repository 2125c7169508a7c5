-- Besides its ordinary prices a market may have any number of lists: for a group of customers, for a time, for larger
-- quantities. The lowest price that is valid for a shopper at a moment is the one that is asked.

alter table price_lists
  add column name      text        not null default '',
  add column group_id  uuid        references customer_groups,
  add column is_base   boolean     not null default false,
  add column active    boolean     not null default true,
  add column starts_at timestamptz,
  add column ends_at   timestamptz,
  add column version   integer     not null default 1,
  add constraint price_lists_dates check (starts_at is null or ends_at is null or starts_at < ends_at),
  -- A market's ordinary prices are for everybody, always.
  add constraint price_lists_base check (not is_base or (active and group_id is null and starts_at is null and ends_at is null));

-- Until now a market had one list.
update price_lists set is_base = true;

create unique index price_lists_one_base on price_lists (market_id) where is_base;
create index price_lists_group_id on price_lists (group_id) where group_id is not null;
create index price_lists_starts_at on price_lists (starts_at) where starts_at is not null;
create index price_lists_ends_at on price_lists (ends_at) where ends_at is not null;

-- Compare-at and sale amounts belong to the price of one; a price for a quantity is only lower.
alter table prices
  add constraint prices_tier check (from_quantity = 1
    or (compare_at_amount is null and sale_amount is null and sale_starts_at is null and sale_ends_at is null)),
  add constraint prices_most_quantity check (from_quantity <= 999);

alter table price_history
  add column from_quantity integer not null default 1,
  -- Null: from then on there was no such price.
  alter column amount drop not null;
