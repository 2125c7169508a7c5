-- What an order took off and why is frozen with it; a cart keeps the codes that were typed; a VAT ID takes the tax off
-- only with an answer about it.

-- Typed by the shopper, as they are compared: without spaces, in capitals. Gift cards are kept by their ids elsewhere.
create table cart_codes (
  cart_id  uuid        not null references carts on delete cascade,
  code     text        not null check (length(code) between 1 and 64),
  added_at timestamptz not null default clock_timestamp(),
  primary key (cart_id, code)
);

-- Append only: what the register of a VAT ID's country said, when. It is the proof of an order without tax.
create table vat_checks (
  id           uuid        primary key,
  vat_id       text        not null check (vat_id ~ '^[A-Z]{2}[0-9A-Z+*]{2,13}$'),
  -- unavailable: the register did not answer; nothing is known then.
  state        text        not null check (state in ('valid', 'invalid', 'unavailable')),
  register     text        not null,
  holder_name    text      not null default '',
  holder_address text      not null default '',
  -- The register's own number for this look, where it gives one.
  consultation text        not null default '',
  answer       jsonb       not null default '{}',
  checked_at   timestamptz not null
);
create index vat_checks_vat_id on vat_checks (vat_id, checked_at desc);

alter table checkouts add column vat_id text;

alter table orders
  add column customer_id       uuid    references customers on delete set null,
  add column discount_amount   bigint  not null default 0 check (discount_amount >= 0),
  add column tax_relief_amount bigint  not null default 0 check (tax_relief_amount >= 0),
  add column reverse_charge    boolean not null default false,
  add column vat_id            text,
  add column vat_check_id      uuid    references vat_checks,
  -- Why shipping costs what it costs, and what became of each code: [{kind, label, amount}], [{code, state, reason}].
  add column shipping_why      jsonb   not null default '[]',
  add column codes             jsonb   not null default '[]',
  drop constraint orders_check,
  add constraint orders_total check (total_amount = subtotal_amount - discount_amount - tax_relief_amount
    + shipping_amount + case when prices_include_tax then 0 else tax_amount end),
  add constraint orders_reverse_charge check (not reverse_charge or (tax_amount = 0 and vat_id is not null));
-- The orders of a customer.
create index orders_customer_id on orders (customer_id) where customer_id is not null;
create index orders_vat_check_id on orders (vat_check_id) where vat_check_id is not null;

alter table order_lines
  add column base_amount       bigint  not null default 0 check (base_amount >= 0),
  add column discount_amount   bigint  not null default 0 check (discount_amount >= 0),
  add column tax_relief_amount bigint  not null default 0 check (tax_relief_amount >= 0),
  add column why               jsonb   not null default '[]',
  drop constraint order_lines_check,
  add constraint order_lines_total
    check (total_amount = unit_amount * quantity - discount_amount - tax_relief_amount);

-- What each promotion took off; line_id is null for shipping. Promotions may go, what they gave stays.
create table order_discounts (
  id           uuid   primary key,
  order_id     uuid   not null references orders on delete cascade,
  line_id      uuid   references order_lines on delete cascade,
  promotion_id uuid   not null,
  coupon_id    uuid,
  name         text   not null,
  code         text,
  amount       bigint not null check (amount > 0)
);
create index order_discounts_order_id on order_discounts (order_id);
create index order_discounts_line_id on order_discounts (line_id);
-- What did this promotion cost us?
create index order_discounts_promotion_id on order_discounts (promotion_id);
