-- An offer for new buyers only. Whether somebody has ordered before is asked by the address, in whichever spelling, and
-- by the account.
alter table promotions add column first_order_only boolean not null default false;

-- As `customerKeyOf` in src/modules/promotion/code.ts has it: a test holds them together.
create function customer_key(email text) returns text language sql immutable strict parallel safe
  return case
    when split_part(lower(btrim(email)), '@', 2) in ('gmail.com', 'googlemail.com')
      then replace(regexp_replace(split_part(lower(btrim(email)), '@', 1), '(.)\+.*$', '\1'), '.', '') || '@gmail.com'
    else regexp_replace(split_part(lower(btrim(email)), '@', 1), '(.)\+.*$', '\1')
      || '@' || split_part(lower(btrim(email)), '@', 2)
  end;

create index orders_customer_key on orders (customer_key(email));
create index customers_customer_key on customers (customer_key(email));
