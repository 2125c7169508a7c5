-- Today's tables, written by "npm run tables" from the migrations. Do not edit.

create sequence order_numbers start 1001;

CREATE OR REPLACE FUNCTION public.customer_key(email text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (split_part(lower(btrim(email)), '@'::text, 2) = ANY (ARRAY['gmail.com'::text, 'googlemail.com'::text])) THEN (replace(regexp_replace(split_part(lower(btrim(email)), '@'::text, 1), '(.)\+.*$'::text, '\1'::text), '.'::text, ''::text) || '@gmail.com'::text) ELSE ((regexp_replace(split_part(lower(btrim(email)), '@'::text, 1), '(.)\+.*$'::text, '\1'::text) || '@'::text) || split_part(lower(btrim(email)), '@'::text, 2)) END;

CREATE OR REPLACE FUNCTION public.empty_trial_ledger()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  gone bigint;
begin
  if not exists (select 1 from settings where key = 'demo') then
    raise exception 'only the demo may be emptied'
      using errcode = 'restrict_violation', constraint = 'ledger_is_append_only';
  end if;
  perform set_config('stoa.emptying', 'demo', true);
  delete from ledger_lines using ledger_entries
    where ledger_entries.id = ledger_lines.entry_id and ledger_entries.mode = 'test';
  delete from ledger_entries where mode = 'test';
  get diagnostics gone = row_count;
  perform set_config('stoa.emptying', '', true);
  return gone;
end $function$;

CREATE OR REPLACE FUNCTION public.empty_trial_value()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not exists (select 1 from settings where key = 'demo') then
    raise exception 'only the demo may be emptied'
      using errcode = 'restrict_violation', constraint = 'stored_value_is_append_only';
  end if;
  perform set_config('stoa.emptying', 'demo', true);
  delete from cart_credit;
  delete from value_holds h using gift_cards g where g.id = h.gift_card_id and g.mode = 'test';
  delete from value_holds h using credit_accounts a where a.id = h.credit_account_id and a.mode = 'test';
  delete from gift_card_entries e using gift_cards g where g.id = e.gift_card_id and g.mode = 'test';
  delete from gift_cards where mode = 'test';
  delete from credit_entries e using credit_accounts a where a.id = e.account_id and a.mode = 'test';
  delete from credit_lots l using credit_accounts a where a.id = l.account_id and a.mode = 'test';
  delete from credit_accounts where mode = 'test';
  perform set_config('stoa.emptying', '', true);
end $function$;

CREATE OR REPLACE FUNCTION public.ledger_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  written text;
begin
  if tg_op = 'DELETE' and current_setting('stoa.emptying', true) = 'demo'
    and exists (select 1 from settings where key = 'demo') then
    if tg_table_name = 'ledger_entries' then
      written := old.mode;
    else
      select mode into written from ledger_entries where id = old.entry_id;
    end if;
    if written = 'test' then return old; end if;
  end if;
  raise exception 'the ledger is append only: no % of %', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation', constraint = 'ledger_is_append_only';
end $function$;

CREATE OR REPLACE FUNCTION public.ledger_must_balance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  lines bigint;
  apart text;
begin
  select coalesce(sum(of_currency.lines), 0),
    string_agg(of_currency.currency || ' ' || of_currency.amount, ', ') filter (where of_currency.amount <> 0)
  into lines, apart
  from (
    select currency, count(*) as lines, sum(amount) as amount from ledger_lines where entry_id = new.id group by currency
  ) as of_currency;
  if apart is not null then
    raise exception 'ledger entry % does not balance: %', new.id, apart
      using errcode = 'check_violation', constraint = 'ledger_must_balance';
  elsif lines <> new.line_count then
    raise exception 'ledger entry % has % lines instead of %', new.id, lines, new.line_count
      using errcode = 'check_violation', constraint = 'ledger_must_balance';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.restart_order_numbers()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if exists (select 1 from orders) then
    raise exception 'there are orders' using errcode = 'restrict_violation';
  end if;
  alter sequence order_numbers restart;
end $function$;

CREATE OR REPLACE FUNCTION public.stored_value_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' and current_setting('stoa.emptying', true) = 'demo'
    and exists (select 1 from settings where key = 'demo') then
    return old;
  end if;
  raise exception '% is append only: no %', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation', constraint = 'stored_value_is_append_only';
end $function$;

create table attributes (
  id         uuid    not null,
  code       text    not null,
  name       text    not null,
  type       text    not null,
  unit       text    not null default '',
  filterable boolean not null default false,
  position   integer not null default 0,
  primary key (id),
  unique (code),
  check ((code ~ '^[a-z0-9_]+$'::text)),
  check ((type = ANY (ARRAY['text'::text, 'number'::text, 'boolean'::text, 'select'::text])))
);

create table audit_log (
  id         bigint      not null generated always as identity,
  actor      text        not null,
  action     text        not null,
  subject_id uuid,
  data       jsonb       not null default '{}',
  at         timestamptz not null default now(),
  primary key (id)
);
create index audit_log_subject_id on audit_log (subject_id);

create table cache_changes (
  id  bigint      not null generated always as identity,
  tag text        not null,
  xid xid8        not null default pg_current_xact_id(),
  at  timestamptz not null default now(),
  primary key (id)
);
create index cache_changes_at on cache_changes (at);
create index cache_changes_xid on cache_changes (xid);

create table captures (
  id             uuid        not null,
  payment_id     uuid        not null,
  amount         bigint      not null,
  final          boolean     not null,
  state          text        not null,
  gateway_ref    text,
  failure        text,
  fee_amount     bigint,
  fulfillment_id uuid,
  actor          text        not null default 'system',
  created_at     timestamptz not null default now(),
  checked_at     timestamptz,
  done_at        timestamptz,
  primary key (id),
  foreign key (fulfillment_id) references fulfillments(id),
  foreign key (payment_id) references payments(id),
  check ((amount > 0)),
  check ((state = ANY (ARRAY['created'::text, 'done'::text, 'failed'::text])))
);
create index captures_failed on captures (payment_id) where (state = 'failed'::text);
create index captures_fulfillment_id on captures (fulfillment_id) where (fulfillment_id IS NOT NULL);
create index captures_open on captures (created_at) where (state = 'created'::text);
create index captures_payment_id on captures (payment_id);

create table cart_codes (
  cart_id  uuid        not null,
  code     text        not null,
  added_at timestamptz not null default clock_timestamp(),
  primary key (cart_id, code),
  foreign key (cart_id) references carts(id) on delete cascade,
  check (((length(code) >= 1) AND (length(code) <= 64)))
);

create table cart_credit (
  cart_id uuid not null,
  primary key (cart_id),
  foreign key (cart_id) references carts(id) on delete cascade
);

create table cart_gift_cards (
  cart_id      uuid        not null,
  gift_card_id uuid        not null,
  added_at     timestamptz not null default clock_timestamp(),
  primary key (cart_id, gift_card_id),
  foreign key (cart_id) references carts(id) on delete cascade,
  foreign key (gift_card_id) references gift_cards(id) on delete cascade
);
create index cart_gift_cards_gift_card_id on cart_gift_cards (gift_card_id);

create table cart_lines (
  cart_id     uuid        not null,
  variant_id  uuid        not null,
  quantity    integer     not null,
  unit_amount bigint      not null,
  added_at    timestamptz not null default clock_timestamp(),
  primary key (cart_id, variant_id),
  foreign key (cart_id) references carts(id) on delete cascade,
  foreign key (variant_id) references variants(id) on delete cascade,
  check (((quantity >= 1) AND (quantity <= 999))),
  check ((unit_amount >= 0))
);
create index cart_lines_variant_id on cart_lines (variant_id);

create table carts (
  id          uuid        not null,
  token_hash  bytea       not null,
  market_id   uuid        not null,
  language    text        not null,
  state       text        not null default 'open',
  order_id    uuid,
  version     integer     not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  customer_id uuid,
  primary key (id),
  unique (token_hash),
  foreign key (customer_id) references customers(id) on delete set null,
  foreign key (market_id) references markets(id),
  check (((state = 'open'::text) = (order_id IS NULL))),
  check ((state = ANY (ARRAY['open'::text, 'paying'::text, 'ordered'::text])))
);
create index carts_customer_id on carts (customer_id) where (customer_id IS NOT NULL);
create index carts_market_id on carts (market_id);
create index carts_updated_at on carts (updated_at);

create table categories (
  id               uuid    not null,
  parent_id        uuid,
  slug             text    not null,
  title            text    not null,
  description_html text    not null default '',
  seo_title        text    not null default '',
  seo_description  text    not null default '',
  position         integer not null default 0,
  media_id         uuid,
  primary key (id),
  unique (slug),
  foreign key (media_id) references media(id),
  foreign key (parent_id) references categories(id),
  check ((parent_id <> id)),
  check ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);
create index categories_media_id on categories (media_id);
create index categories_parent_id on categories (parent_id);

create table checkouts (
  cart_id            uuid         not null,
  email              text,
  phone              text,
  country            character(2),
  shipping_address   jsonb,
  billing_address    jsonb,
  shipping_method_id uuid,
  payment_method     text,
  note               text         not null default '',
  updated_at         timestamptz  not null default now(),
  vat_id             text,
  primary key (cart_id),
  foreign key (cart_id) references carts(id) on delete cascade,
  foreign key (shipping_method_id) references shipping_methods(id) on delete set null
);
create index checkouts_shipping_method_id on checkouts (shipping_method_id);

create table collection_products (
  collection_id uuid    not null,
  product_id    uuid    not null,
  position      integer not null default 0,
  primary key (collection_id, product_id),
  foreign key (collection_id) references collections(id) on delete cascade,
  foreign key (product_id) references products(id) on delete cascade
);
create index collection_products_product_id on collection_products (product_id);

create table collections (
  id               uuid        not null,
  slug             text        not null,
  title            text        not null,
  description_html text        not null default '',
  published_at     timestamptz,
  position         integer     not null default 0,
  primary key (id),
  unique (slug),
  check ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

create table coupons (
  id           uuid        not null,
  promotion_id uuid        not null,
  code         text        not null,
  active       boolean     not null default true,
  only_for     text,
  starts_at    timestamptz,
  ends_at      timestamptz,
  max_uses     integer,
  used         integer     not null default 0,
  batch        text        not null default '',
  created_at   timestamptz not null default now(),
  primary key (id),
  unique (code),
  foreign key (promotion_id) references promotions(id) on delete cascade,
  check ((starts_at < ends_at)),
  check ((used <= max_uses)),
  check ((code <> ''::text)),
  check ((max_uses > 0)),
  check ((only_for <> ''::text)),
  check ((used >= 0))
);
create index coupons_promotion_id on coupons (promotion_id, created_at DESC, id);

create table credit_accounts (
  id             uuid         not null,
  customer_id    uuid         not null,
  currency       character(3) not null,
  mode           text         not null default 'live',
  balance_amount bigint       not null default 0,
  created_at     timestamptz  not null default now(),
  primary key (id),
  unique (customer_id, currency, mode),
  foreign key (customer_id) references customers(id),
  check ((balance_amount >= 0)),
  check ((mode = ANY (ARRAY['live'::text, 'test'::text])))
);

create table credit_entries (
  id         bigint      not null generated always as identity,
  account_id uuid        not null,
  lot_id     uuid        not null,
  kind       text        not null,
  amount     bigint      not null,
  order_id   uuid,
  payment_id uuid,
  refund_id  uuid,
  reason     text        not null default '',
  actor      text        not null,
  at         timestamptz not null default clock_timestamp(),
  primary key (id),
  foreign key (account_id) references credit_accounts(id),
  foreign key (lot_id) references credit_lots(id),
  check ((amount <> 0)),
  check ((kind = ANY (ARRAY['grant'::text, 'redeem'::text, 'release'::text, 'return'::text, 'expire'::text, 'adjust'::text])))
);
create index credit_entries_account on credit_entries (account_id, id);
create index credit_entries_lot_id on credit_entries (lot_id);
create unique index credit_entries_once on credit_entries (payment_id, lot_id, kind) where (kind = ANY (ARRAY['redeem'::text, 'release'::text]));
create unique index credit_entries_returned_once on credit_entries (refund_id) where (kind = 'return'::text);
CREATE TRIGGER credit_entries_append_only BEFORE DELETE OR UPDATE ON public.credit_entries FOR EACH ROW EXECUTE FUNCTION stored_value_is_append_only();

create table credit_lots (
  id               uuid        not null,
  account_id       uuid        not null,
  granted_amount   bigint      not null,
  remaining_amount bigint      not null,
  expires_at       timestamptz,
  created_at       timestamptz not null default now(),
  primary key (id),
  foreign key (account_id) references credit_accounts(id),
  check (((remaining_amount >= 0) AND (remaining_amount <= granted_amount))),
  check ((granted_amount > 0))
);
create index credit_lots_account_id on credit_lots (account_id) where (remaining_amount > 0);
create index credit_lots_expires_at on credit_lots (expires_at) where (remaining_amount > 0);

create table customer_groups (
  id      uuid    not null,
  code    text    not null,
  name    text    not null,
  version integer not null default 1,
  primary key (id),
  unique (code),
  check ((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  check ((name <> ''::text))
);

create table customer_links (
  email      text        not null,
  id         uuid        not null,
  token_hash bytea       not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (email),
  unique (id),
  unique (token_hash),
  check (((email = lower(btrim(email))) AND (email <> ''::text)))
);
create index customer_links_expires_at on customer_links (expires_at);

create table customer_sessions (
  token_hash  bytea       not null,
  customer_id uuid        not null,
  created_at  timestamptz not null default now(),
  seen_at     timestamptz not null default now(),
  expires_at  timestamptz not null,
  renewed_at  timestamptz,
  primary key (token_hash),
  foreign key (customer_id) references customers(id) on delete cascade
);
create index customer_sessions_customer_id on customer_sessions (customer_id);
create index customer_sessions_expires_at on customer_sessions (expires_at);

create table customers (
  id         uuid        not null,
  email      text        not null,
  name       text        not null default '',
  group_id   uuid,
  version    integer     not null default 1,
  created_at timestamptz not null default now(),
  primary key (id),
  unique (email),
  foreign key (group_id) references customer_groups(id),
  check (((email = lower(btrim(email))) AND (email <> ''::text)))
);
create index customers_created_at on customers (created_at DESC, id);
create index customers_customer_key on customers (customer_key(email));
create index customers_group_id on customers (group_id);

create table disputes (
  id          uuid        not null,
  payment_id  uuid        not null,
  gateway_ref text        not null,
  state       text        not null,
  amount      bigint      not null,
  reason      text        not null default '',
  due_at      timestamptz,
  opened_at   timestamptz not null default now(),
  closed_at   timestamptz,
  taken_at    timestamptz,
  primary key (id),
  unique (payment_id, gateway_ref),
  foreign key (payment_id) references payments(id),
  check ((amount > 0)),
  check ((state = ANY (ARRAY['inquiry'::text, 'open'::text, 'won'::text, 'lost'::text]))),
  check (
CASE state
    WHEN 'inquiry'::text THEN (taken_at IS NULL)
    WHEN 'won'::text THEN true
    ELSE (taken_at IS NOT NULL)
END)
);
create index disputes_to_answer on disputes (opened_at) where (state = ANY (ARRAY['inquiry'::text, 'open'::text]));

create table events (
  id         bigint      not null generated always as identity,
  type       text        not null,
  subject_id uuid        not null,
  data       jsonb       not null default '{}',
  actor      text        not null default 'system',
  at         timestamptz not null default now(),
  primary key (id),
  check ((type ~ '^[a-z_]+\.[a-z_]+$'::text))
);
create index events_subject on events (subject_id, id);

create table external_refs (
  system     text not null,
  kind       text not null,
  key        text not null,
  subject_id uuid not null,
  primary key (system, kind, key),
  check ((kind = ANY (ARRAY['product'::text, 'variant'::text, 'category'::text])))
);
create index external_refs_subject_id on external_refs (subject_id);

create table fulfillment_lines (
  fulfillment_id uuid    not null,
  order_line_id  uuid    not null,
  quantity       integer not null,
  primary key (fulfillment_id, order_line_id),
  foreign key (fulfillment_id) references fulfillments(id) on delete cascade,
  foreign key (order_line_id) references order_lines(id),
  check ((quantity > 0))
);
create index fulfillment_lines_order_line_id on fulfillment_lines (order_line_id);

create table fulfillments (
  id              uuid        not null,
  order_id        uuid        not null,
  location_id     uuid        not null,
  carrier         text        not null default '',
  tracking_number text        not null default '',
  tracking_url    text        not null default '',
  actor           text        not null,
  shipped_at      timestamptz not null default now(),
  primary key (id),
  foreign key (location_id) references locations(id),
  foreign key (order_id) references orders(id)
);
create index fulfillments_location_id on fulfillments (location_id);
create index fulfillments_order_id on fulfillments (order_id);

create table gateway_accounts (
  code         text        not null,
  mode         text        not null,
  enabled      boolean     not null default false,
  secrets      text,
  hints        jsonb       not null default '{}',
  settings     jsonb       not null default '{}',
  capture_mode text        not null default 'automatic',
  hold_days    integer,
  markets      text[]      not null default '{}'::text[],
  countries    text[]      not null default '{}'::text[],
  currencies   text[]      not null default '{}'::text[],
  position     integer     not null,
  account      text,
  checked_at   timestamptz,
  version      integer     not null default 1,
  updated_at   timestamptz not null default now(),
  primary key (code, mode),
  check ((capture_mode = ANY (ARRAY['automatic'::text, 'manual'::text]))),
  check (((NOT enabled) OR (secrets IS NOT NULL) OR (code = ANY (ARRAY['sandbox'::text, 'bank_transfer'::text, 'cash_on_delivery'::text, 'invoice'::text])))),
  check (((hold_days >= 1) AND (hold_days <= 365))),
  check ((mode = ANY (ARRAY['test'::text, 'live'::text])))
);
create unique index gateway_accounts_enabled on gateway_accounts (code) where enabled;

create table gateway_events (
  gateway     text        not null,
  event_id    text        not null,
  gateway_ref text        not null,
  payload     jsonb       not null,
  received_at timestamptz not null default now(),
  applied_at  timestamptz,
  body        bytea,
  tried_at    timestamptz,
  primary key (gateway, event_id)
);
create index gateway_events_ref on gateway_events (gateway, gateway_ref) where (applied_at IS NULL);
create index gateway_events_unapplied on gateway_events (received_at) where (applied_at IS NULL);

create table gift_card_entries (
  id           bigint      not null generated always as identity,
  gift_card_id uuid        not null,
  kind         text        not null,
  amount       bigint      not null,
  order_id     uuid,
  payment_id   uuid,
  refund_id    uuid,
  other_id     uuid,
  reason       text        not null default '',
  actor        text        not null,
  at           timestamptz not null default clock_timestamp(),
  primary key (id),
  foreign key (gift_card_id) references gift_cards(id),
  foreign key (other_id) references gift_cards(id),
  check ((amount <> 0)),
  check ((kind = ANY (ARRAY['issue'::text, 'redeem'::text, 'release'::text, 'return'::text, 'expire'::text, 'adjust'::text, 'merge'::text, 'cancel'::text])))
);
create index gift_card_entries_card on gift_card_entries (gift_card_id, id);
create unique index gift_card_entries_once on gift_card_entries (payment_id, kind) where (kind = ANY (ARRAY['redeem'::text, 'release'::text]));
create index gift_card_entries_other on gift_card_entries (other_id) where (other_id IS NOT NULL);
create unique index gift_card_entries_returned_once on gift_card_entries (refund_id) where (kind = 'return'::text);
CREATE TRIGGER gift_card_entries_append_only BEFORE DELETE OR UPDATE ON public.gift_card_entries FOR EACH ROW EXECUTE FUNCTION stored_value_is_append_only();

create table gift_cards (
  id              uuid         not null,
  code_hash       bytea        not null,
  code_version    integer      not null default 1,
  hint            text         not null,
  currency        character(3) not null,
  initial_amount  bigint       not null,
  balance_amount  bigint       not null,
  state           text         not null default 'active',
  expires_at      timestamptz,
  mode            text         not null default 'live',
  order_id        uuid,
  order_line_id   uuid,
  piece           integer,
  recipient_email text,
  language        text         not null default 'en',
  note            text         not null default '',
  actor           text         not null,
  created_at      timestamptz  not null default now(),
  primary key (id),
  unique (code_hash),
  unique (order_line_id, piece),
  check ((balance_amount >= 0)),
  check (((order_line_id IS NULL) = (piece IS NULL))),
  check (((order_line_id IS NULL) = (order_id IS NULL))),
  check ((length(code_hash) = 32)),
  check ((length(hint) = 4)),
  check ((initial_amount > 0)),
  check ((mode = ANY (ARRAY['live'::text, 'test'::text]))),
  check ((piece > 0)),
  check ((state = ANY (ARRAY['active'::text, 'disabled'::text])))
);
create index gift_cards_created_at on gift_cards (created_at DESC, id);
create index gift_cards_expires_at on gift_cards (expires_at) where (balance_amount > 0);
create index gift_cards_hint on gift_cards (hint);
create index gift_cards_order_id on gift_cards (order_id) where (order_id IS NOT NULL);
create index gift_cards_recipient on gift_cards (lower(recipient_email)) where (recipient_email IS NOT NULL);

create table idempotency_keys (
  scope        text        not null,
  key          text        not null,
  request_hash text        not null,
  order_id     uuid,
  created_at   timestamptz not null default now(),
  primary key (scope, key)
);
create index idempotency_keys_created_at on idempotency_keys (created_at);

create table import_runs (
  id          uuid        not null,
  file_hash   text        not null,
  system      text        not null,
  state       text        not null,
  done        integer     not null default 0,
  counts      jsonb       not null default '{}',
  started_at  timestamptz not null default now(),
  finished_at timestamptz,
  primary key (id),
  check ((state = ANY (ARRAY['running'::text, 'done'::text])))
);
create unique index import_runs_running on import_runs (file_hash) where (state = 'running'::text);

create table ledger_accounts (
  code       text    not null,
  kind       text    not null,
  by_gateway boolean not null default false,
  position   integer not null,
  name       text    not null,
  primary key (code),
  unique ("position"),
  check ((code ~ '^[a-z_]+$'::text)),
  check ((kind = ANY (ARRAY['asset'::text, 'liability'::text, 'income'::text, 'expense'::text])))
);

create table ledger_checks (
  id      bigint      not null generated always as identity,
  at      timestamptz not null default now(),
  checked bigint      not null,
  breaks  jsonb       not null,
  primary key (id)
);

create table ledger_entries (
  id         bigint      not null generated always as identity,
  source     text        not null,
  kind       text        not null,
  order_id   uuid,
  mode       text        not null,
  at         timestamptz not null,
  posted_at  timestamptz not null default now(),
  line_count smallint    not null,
  primary key (id),
  unique (id, line_count),
  unique (source),
  check ((kind ~ '^[a-z_]+$'::text)),
  check ((line_count >= 2)),
  check ((mode = ANY (ARRAY['live'::text, 'test'::text]))),
  check ((source ~ '^[a-z_]+:.+$'::text))
);
create index ledger_entries_at on ledger_entries (at, id);
create index ledger_entries_order_id on ledger_entries (order_id) where (order_id IS NOT NULL);
CREATE TRIGGER ledger_entries_append_only BEFORE DELETE OR UPDATE ON public.ledger_entries FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();
CREATE CONSTRAINT TRIGGER ledger_entries_must_balance AFTER INSERT ON public.ledger_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_must_balance();
CREATE TRIGGER ledger_entries_no_truncate BEFORE TRUNCATE ON public.ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

create table ledger_lines (
  entry_id     bigint       not null,
  position     smallint     not null,
  line_count   smallint     not null,
  account      text         not null,
  family       text         not null default split_part(account, ':'::text, 1),
  currency     character(3) not null,
  amount       bigint       not null,
  jurisdiction text,
  rate_ppm     integer,
  base_amount  bigint,
  primary key (entry_id, "position"),
  foreign key (entry_id, line_count) references ledger_entries(id, line_count),
  foreign key (family) references ledger_accounts(code),
  check ((account ~ '^[a-z_]+(:[a-z0-9_-]+)?$'::text)),
  check (((account ~~ '%:%'::text) = (split_part(account, ':'::text, 1) = ANY (ARRAY['gateway_clearing'::text, 'fees'::text])))),
  check ((amount <> 0)),
  check ((("position" >= 0) AND ("position" < line_count))),
  check (((account = 'tax_payable'::text) = (jurisdiction IS NOT NULL))),
  check ((currency ~ '^[A-Z]{3}$'::text)),
  check ((jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,10})?$'::text))
);
CREATE TRIGGER ledger_lines_append_only BEFORE DELETE OR UPDATE ON public.ledger_lines FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_lines_no_truncate BEFORE TRUNCATE ON public.ledger_lines FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

create table locations (
  id   uuid not null,
  code text not null,
  name text not null,
  primary key (id),
  unique (code)
);

create table mails (
  id         uuid        not null,
  kind       text        not null,
  event_id   bigint      not null,
  order_id   uuid,
  to_email   text        not null,
  language   text        not null,
  subject    text        not null,
  html       text        not null,
  text       text        not null,
  state      text        not null,
  attempts   integer     not null default 0,
  error      text,
  created_at timestamptz not null default now(),
  sent_at    timestamptz,
  primary key (id),
  unique (kind, event_id),
  check ((state = ANY (ARRAY['kept'::text, 'queued'::text, 'sent'::text, 'failed'::text])))
);
create index mails_created_at on mails (created_at DESC, id);
create index mails_order_id on mails (order_id);

create table market_countries (
  country   character(2) not null,
  market_id uuid         not null,
  primary key (country),
  foreign key (market_id) references markets(id) on delete cascade,
  check ((country ~ '^[A-Z]{2}$'::text))
);
create index market_countries_market_id on market_countries (market_id);

create table markets (
  id              uuid         not null,
  code            text         not null,
  name            text         not null,
  currency        character(3) not null,
  tax_display     text         not null,
  languages       text[]       not null,
  default_country character(2) not null,
  position        integer      not null default 0,
  active          boolean      not null default true,
  version         integer      not null default 1,
  primary key (id),
  unique (code),
  check ((code ~ '^[a-z]{2,8}$'::text)),
  check ((currency ~ '^[A-Z]{3}$'::text)),
  check ((cardinality(languages) > 0)),
  check ((tax_display = ANY (ARRAY['inclusive'::text, 'exclusive'::text])))
);

create table media (
  id         uuid        not null,
  hash       text        not null,
  width      integer     not null,
  height     integer     not null,
  widths     integer[]   not null,
  color      text        not null default '#cccccc',
  source_url text,
  created_at timestamptz not null default now(),
  primary key (id),
  unique (hash),
  check ((hash ~ '^[A-Za-z0-9_-]{22,64}$'::text)),
  check ((height > 0)),
  check ((width > 0))
);
create index media_source_url on media (source_url) where (source_url IS NOT NULL);

create table option_values (
  id        uuid    not null,
  option_id uuid    not null,
  value     text    not null,
  swatch    text,
  position  integer not null,
  primary key (id),
  unique (option_id, value),
  foreign key (option_id) references product_options(id) on delete cascade,
  check ((value <> ''::text))
);

create table order_discounts (
  id           uuid   not null,
  order_id     uuid   not null,
  line_id      uuid,
  promotion_id uuid   not null,
  coupon_id    uuid,
  name         text   not null,
  code         text,
  amount       bigint not null,
  primary key (id),
  foreign key (line_id) references order_lines(id) on delete cascade,
  foreign key (order_id) references orders(id) on delete cascade,
  check ((amount > 0))
);
create index order_discounts_line_id on order_discounts (line_id);
create index order_discounts_order_id on order_discounts (order_id);
create index order_discounts_promotion_id on order_discounts (promotion_id);

create table order_lines (
  id                uuid    not null,
  order_id          uuid    not null,
  position          integer not null,
  product_id        uuid    not null,
  variant_id        uuid    not null,
  title             text    not null,
  variant_title     text    not null default '',
  sku               text,
  slug              text    not null default '',
  media_hash        text,
  quantity          integer not null,
  unit_amount       bigint  not null,
  list_amount       bigint  not null,
  total_amount      bigint  not null,
  tax_amount        bigint  not null,
  weight_grams      integer not null default 0,
  requires_shipping boolean not null default true,
  base_amount       bigint  not null default 0,
  discount_amount   bigint  not null default 0,
  tax_relief_amount bigint  not null default 0,
  why               jsonb   not null default '[]',
  gift_card         boolean not null default false,
  primary key (id),
  unique (order_id, "position"),
  foreign key (order_id) references orders(id) on delete cascade,
  check ((base_amount >= 0)),
  check ((discount_amount >= 0)),
  check ((list_amount >= 0)),
  check ((quantity > 0)),
  check ((tax_amount >= 0)),
  check ((tax_relief_amount >= 0)),
  check ((total_amount = (((unit_amount * quantity) - discount_amount) - tax_relief_amount))),
  check ((total_amount >= 0)),
  check ((unit_amount >= 0))
);
create index order_lines_variant_id on order_lines (variant_id);

create table order_notes (
  id       uuid        not null,
  order_id uuid        not null,
  actor    text        not null,
  body     text        not null,
  at       timestamptz not null default now(),
  primary key (id),
  foreign key (order_id) references orders(id) on delete cascade,
  check ((body <> ''::text))
);
create index order_notes_order_id on order_notes (order_id);

create table order_taxes (
  id          uuid         not null,
  order_id    uuid         not null,
  line_id     uuid,
  name        text         not null,
  country     character(2) not null,
  region      text         not null default '',
  rate_ppm    integer      not null,
  base_amount bigint       not null,
  tax_amount  bigint       not null,
  primary key (id),
  foreign key (line_id) references order_lines(id) on delete cascade,
  foreign key (order_id) references orders(id) on delete cascade
);
create index order_taxes_line_id on order_taxes (line_id);
create index order_taxes_order_id on order_taxes (order_id);

create table order_value_choices (
  order_id     uuid    not null,
  gift_card_id uuid,
  chosen       boolean not null,
  unique nulls not distinct (order_id, gift_card_id),
  foreign key (gift_card_id) references gift_cards(id) on delete cascade,
  foreign key (order_id) references orders(id) on delete cascade
);
create index order_value_choices_gift_card_id on order_value_choices (gift_card_id) where (gift_card_id IS NOT NULL);

create table orders (
  id                 uuid         not null,
  number             bigint       not null default nextval('order_numbers'::regclass),
  cart_id            uuid         not null,
  cart_version       integer      not null,
  channel            text         not null default 'web',
  state              text         not null,
  cancel_reason      text,
  market_id          uuid         not null,
  language           text         not null,
  currency           character(3) not null,
  prices_include_tax boolean      not null,
  email              text         not null,
  phone              text,
  shipping_address   jsonb,
  billing_address    jsonb        not null,
  shipping_name      text         not null default '',
  ships_on_from      date,
  ships_on_to        date,
  subtotal_amount    bigint       not null,
  shipping_amount    bigint       not null,
  tax_amount         bigint       not null,
  total_amount       bigint       not null,
  payment_method     text         not null,
  note               text         not null default '',
  version            integer      not null default 1,
  placed_at          timestamptz  not null default now(),
  confirmed_at       timestamptz,
  canceled_at        timestamptz,
  completed_at       timestamptz,
  customer_id        uuid,
  discount_amount    bigint       not null default 0,
  tax_relief_amount  bigint       not null default 0,
  reverse_charge     boolean      not null default false,
  vat_id             text,
  vat_check_id       uuid,
  shipping_why       jsonb        not null default '[]',
  codes              jsonb        not null default '[]',
  offered_until      timestamptz,
  primary key (id),
  unique (number),
  foreign key (customer_id) references customers(id) on delete set null,
  foreign key (market_id) references markets(id),
  foreign key (vat_check_id) references vat_checks(id),
  check (((email <> ''::text) OR (state = ANY (ARRAY['pending'::text, 'canceled'::text])))),
  check ((discount_amount >= 0)),
  check (((NOT reverse_charge) OR ((tax_amount = 0) AND (vat_id IS NOT NULL)))),
  check ((shipping_amount >= 0)),
  check ((state = ANY (ARRAY['pending'::text, 'open'::text, 'completed'::text, 'canceled'::text, 'offered'::text]))),
  check ((subtotal_amount >= 0)),
  check ((tax_amount >= 0)),
  check ((tax_relief_amount >= 0)),
  check ((total_amount = ((((subtotal_amount - discount_amount) - tax_relief_amount) + shipping_amount) +
CASE
    WHEN prices_include_tax THEN (0)::bigint
    ELSE tax_amount
END))),
  check ((total_amount >= 0))
);
create unique index orders_cart_version on orders (cart_id, cart_version) where (state <> 'canceled'::text);
create index orders_customer_id on orders (customer_id) where (customer_id IS NOT NULL);
create index orders_customer_key on orders (customer_key(email));
create index orders_email on orders (lower(email));
create index orders_market_id on orders (market_id);
create index orders_offered on orders (offered_until) where (state = 'offered'::text);
create index orders_placed_at on orders (placed_at DESC, id);
create index orders_vat_check_id on orders (vat_check_id) where (vat_check_id IS NOT NULL);

create table pages (
  id              uuid        not null,
  slug            text        not null,
  title           text        not null,
  body_html       text        not null default '',
  seo_title       text        not null default '',
  seo_description text        not null default '',
  published_at    timestamptz,
  position        integer     not null default 0,
  updated_at      timestamptz not null default now(),
  primary key (id),
  unique (slug),
  check ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

create table payment_tries (
  key        text        not null,
  cart_id    uuid        not null,
  order_id   uuid,
  network    text        not null,
  range      text        not null,
  email_hash text        not null,
  at         timestamptz not null default now(),
  primary key (key)
);
create index payment_tries_at on payment_tries (at);
create index payment_tries_cart on payment_tries (cart_id);
create index payment_tries_email on payment_tries (email_hash, at);
create index payment_tries_network on payment_tries (network, at);
create index payment_tries_range on payment_tries (range, at);

create table payments (
  id                uuid         not null,
  order_id          uuid         not null,
  method            text         not null,
  gateway           text         not null,
  state             text         not null,
  amount            bigint       not null,
  currency          character(3) not null,
  gateway_ref       text,
  redirect_url      text,
  failure_code      text,
  created_at        timestamptz  not null default now(),
  deadline_at       timestamptz,
  checked_at        timestamptz,
  settled_at        timestamptz,
  mode              text         not null default 'live',
  capture_mode      text         not null default 'automatic',
  authorized_amount bigint       not null default 0,
  capturing_amount  bigint       not null default 0,
  captured_amount   bigint       not null default 0,
  refunding_amount  bigint       not null default 0,
  refunded_amount   bigint       not null default 0,
  expires_at        timestamptz,
  warned_at         timestamptz,
  voiding           boolean      not null default false,
  instrument_kind   text         not null default '',
  instrument_label  text         not null default '',
  fingerprint       text,
  tender_id         uuid,
  saved_method_id   uuid,
  save_method       boolean      not null default false,
  primary key (id),
  unique (gateway, gateway_ref),
  foreign key (order_id) references orders(id),
  foreign key (saved_method_id) references saved_methods(id) on delete set null,
  check ((amount >= 0)),
  check ((authorized_amount <= amount)),
  check ((authorized_amount >= 0)),
  check ((capture_mode = ANY (ARRAY['automatic'::text, 'manual'::text]))),
  check (((captured_amount + capturing_amount) <= authorized_amount)),
  check ((captured_amount >= 0)),
  check ((capturing_amount >= 0)),
  check ((mode = ANY (ARRAY['live'::text, 'test'::text]))),
  check (((refunded_amount + refunding_amount) <= captured_amount)),
  check ((refunded_amount >= 0)),
  check ((refunding_amount >= 0)),
  check ((state = ANY (ARRAY['created'::text, 'pending'::text, 'processing'::text, 'authorized'::text, 'captured'::text, 'failed'::text, 'canceled'::text])))
);
create index payments_expiring on payments (expires_at) where (state = 'authorized'::text);
create index payments_fingerprint on payments (fingerprint, settled_at) where (fingerprint IS NOT NULL);
create index payments_order_id on payments (order_id);
create index payments_saved_method_id on payments (saved_method_id) where (saved_method_id IS NOT NULL);
create index payments_settled_at on payments (settled_at) where (gateway <> ALL (ARRAY['offline'::text, 'stored_value'::text]));
create index payments_to_check on payments (COALESCE(checked_at, created_at)) where (state = ANY (ARRAY['created'::text, 'pending'::text, 'processing'::text, 'authorized'::text]));

create table payout_lines (
  id          uuid        not null,
  payout_id   uuid        not null,
  gateway     text        not null,
  external_id text        not null,
  kind        text        not null,
  event       text        not null,
  refs        text[]      not null,
  reference   text        not null,
  description text        not null,
  gross       bigint      not null,
  fee         bigint      not null,
  net         bigint      not null,
  at          timestamptz not null,
  primary key (id),
  unique (gateway, external_id),
  foreign key (payout_id) references payouts(id) on delete cascade,
  check ((net = (gross - fee))),
  check ((kind = ANY (ARRAY['charge'::text, 'refund'::text, 'dispute'::text, 'fee'::text, 'payout'::text, 'other'::text])))
);
create index payout_lines_payout_id on payout_lines (payout_id);
create index payout_lines_refs on payout_lines using gin (refs);

create table payouts (
  id          uuid         not null,
  gateway     text         not null,
  external_id text         not null,
  currency    character(3) not null,
  amount      bigint       not null,
  at          timestamptz  not null,
  file_name   text         not null,
  uploaded_at timestamptz  not null default now(),
  booked_at   timestamptz,
  mode        text,
  primary key (id),
  unique (gateway, external_id, currency),
  check (((booked_at IS NULL) = (mode IS NULL))),
  check ((currency ~ '^[A-Z]{3}$'::text)),
  check ((gateway ~ '^[a-z0-9_-]+$'::text)),
  check ((mode = ANY (ARRAY['live'::text, 'test'::text])))
);
create index payouts_at on payouts (at DESC, id);

create table price_history (
  id            bigint      not null generated always as identity,
  price_list_id uuid        not null,
  variant_id    uuid        not null,
  amount        bigint,
  sale_amount   bigint,
  at            timestamptz not null default now(),
  from_quantity integer     not null default 1,
  primary key (id),
  foreign key (price_list_id) references price_lists(id) on delete cascade,
  foreign key (variant_id) references variants(id) on delete cascade
);
create index price_history_price_list_id on price_history (price_list_id);
create index price_history_variant_id on price_history (variant_id, at);

create table price_lists (
  id        uuid         not null,
  code      text         not null,
  market_id uuid         not null,
  currency  character(3) not null,
  name      text         not null default '',
  group_id  uuid,
  is_base   boolean      not null default false,
  active    boolean      not null default true,
  starts_at timestamptz,
  ends_at   timestamptz,
  version   integer      not null default 1,
  primary key (id),
  unique (code),
  foreign key (group_id) references customer_groups(id),
  foreign key (market_id) references markets(id),
  check (((NOT is_base) OR (active AND (group_id IS NULL) AND (starts_at IS NULL) AND (ends_at IS NULL)))),
  check ((currency ~ '^[A-Z]{3}$'::text)),
  check (((starts_at IS NULL) OR (ends_at IS NULL) OR (starts_at < ends_at)))
);
create index price_lists_ends_at on price_lists (ends_at) where (ends_at IS NOT NULL);
create index price_lists_group_id on price_lists (group_id) where (group_id IS NOT NULL);
create index price_lists_market_id on price_lists (market_id);
create unique index price_lists_one_base on price_lists (market_id) where is_base;
create index price_lists_starts_at on price_lists (starts_at) where (starts_at IS NOT NULL);

create table prices (
  price_list_id     uuid        not null,
  variant_id        uuid        not null,
  from_quantity     integer     not null default 1,
  amount            bigint      not null,
  compare_at_amount bigint,
  sale_amount       bigint,
  sale_starts_at    timestamptz,
  sale_ends_at      timestamptz,
  primary key (price_list_id, variant_id, from_quantity),
  foreign key (price_list_id) references price_lists(id) on delete cascade,
  foreign key (variant_id) references variants(id) on delete cascade,
  check ((amount >= 0)),
  check (((sale_starts_at IS NULL) OR (sale_ends_at IS NULL) OR (sale_starts_at < sale_ends_at))),
  check (((sale_amount IS NOT NULL) OR ((sale_starts_at IS NULL) AND (sale_ends_at IS NULL)))),
  check ((compare_at_amount >= 0)),
  check ((from_quantity >= 1)),
  check ((from_quantity <= 999)),
  check ((sale_amount >= 0)),
  check (((from_quantity = 1) OR ((compare_at_amount IS NULL) AND (sale_amount IS NULL) AND (sale_starts_at IS NULL) AND (sale_ends_at IS NULL))))
);
create index prices_sale_ends_at on prices (sale_ends_at) where (sale_ends_at IS NOT NULL);
create index prices_sale_starts_at on prices (sale_starts_at) where (sale_starts_at IS NOT NULL);
create index prices_variant_id on prices (variant_id);

create table product_attributes (
  product_id   uuid    not null,
  attribute_id uuid    not null,
  position     integer not null default 0,
  value        text    not null,
  number_value numeric,
  primary key (product_id, attribute_id, "position"),
  foreign key (attribute_id) references attributes(id) on delete cascade,
  foreign key (product_id) references products(id) on delete cascade
);
create index product_attributes_attribute_id on product_attributes (attribute_id, value);

create table product_categories (
  product_id  uuid    not null,
  category_id uuid    not null,
  position    integer not null default 0,
  primary key (product_id, category_id),
  foreign key (category_id) references categories(id) on delete cascade,
  foreign key (product_id) references products(id) on delete cascade
);
create index product_categories_category_id on product_categories (category_id, "position");

create table product_media (
  product_id uuid    not null,
  media_id   uuid    not null,
  position   integer not null,
  alt        text    not null default '',
  primary key (product_id, media_id),
  foreign key (media_id) references media(id),
  foreign key (product_id) references products(id) on delete cascade
);
create index product_media_media_id on product_media (media_id);

create table product_options (
  id         uuid    not null,
  product_id uuid    not null,
  name       text    not null,
  position   integer not null,
  primary key (id),
  unique (product_id, name),
  foreign key (product_id) references products(id) on delete cascade,
  check ((name <> ''::text))
);

create table product_tags (
  product_id uuid not null,
  tag        text not null,
  primary key (product_id, tag),
  foreign key (product_id) references products(id) on delete cascade,
  check ((tag <> ''::text))
);
create index product_tags_tag on product_tags (tag);

create table products (
  id               uuid        not null,
  slug             text        not null,
  title            text        not null,
  description_html text        not null default '',
  vendor           text        not null default '',
  type             text        not null default '',
  status           text        not null default 'draft',
  published_at     timestamptz,
  tax_class        text        not null default 'standard',
  main_category_id uuid,
  seo_title        text        not null default '',
  seo_description  text        not null default '',
  version          integer     not null default 1,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  gift_card        boolean     not null default false,
  primary key (id),
  unique (slug),
  foreign key (main_category_id) references categories(id) on delete set null,
  check ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  check ((status = ANY (ARRAY['draft'::text, 'active'::text, 'archived'::text]))),
  check ((title <> ''::text))
);
create index products_created_at on products (created_at, id);
create index products_main_category_id on products (main_category_id);
create index products_published_at on products (published_at DESC, id) where (status = 'active'::text);

create table promotion_amounts (
  promotion_id   uuid         not null,
  currency       character(3) not null,
  off_amount     bigint,
  minimum_amount bigint,
  primary key (promotion_id, currency),
  foreign key (promotion_id) references promotions(id) on delete cascade,
  check ((num_nonnulls(off_amount, minimum_amount) > 0)),
  check ((currency ~ '^[A-Z]{3}$'::text)),
  check ((minimum_amount > 0)),
  check ((off_amount > 0))
);

create table promotion_customers (
  promotion_id uuid    not null,
  customer_key text    not null,
  used         integer not null,
  primary key (promotion_id, customer_key),
  foreign key (promotion_id) references promotions(id) on delete cascade,
  check ((used >= 0))
);

create table promotion_groups (
  promotion_id uuid not null,
  group_id     uuid not null,
  primary key (promotion_id, group_id),
  foreign key (group_id) references customer_groups(id),
  foreign key (promotion_id) references promotions(id) on delete cascade
);
create index promotion_groups_group_id on promotion_groups (group_id);

create table promotion_items (
  promotion_id  uuid not null,
  role          text not null,
  product_id    uuid,
  variant_id    uuid,
  category_id   uuid,
  collection_id uuid,
  unique nulls not distinct (promotion_id, role, product_id, variant_id, category_id, collection_id),
  foreign key (category_id) references categories(id) on delete cascade,
  foreign key (collection_id) references collections(id) on delete cascade,
  foreign key (product_id) references products(id) on delete cascade,
  foreign key (promotion_id) references promotions(id) on delete cascade,
  foreign key (variant_id) references variants(id) on delete cascade,
  check ((num_nonnulls(product_id, variant_id, category_id, collection_id) = 1)),
  check ((role = ANY (ARRAY['reward'::text, 'need'::text])))
);
create index promotion_items_category_id on promotion_items (category_id);
create index promotion_items_collection_id on promotion_items (collection_id);
create index promotion_items_product_id on promotion_items (product_id);
create index promotion_items_variant_id on promotion_items (variant_id);

create table promotion_markets (
  promotion_id uuid not null,
  market_id    uuid not null,
  primary key (promotion_id, market_id),
  foreign key (market_id) references markets(id) on delete cascade,
  foreign key (promotion_id) references promotions(id) on delete cascade
);
create index promotion_markets_market_id on promotion_markets (market_id);

create table promotion_uses (
  id           uuid        not null,
  order_id     uuid        not null,
  promotion_id uuid        not null,
  coupon_id    uuid,
  customer_key text        not null,
  created_at   timestamptz not null default now(),
  released_at  timestamptz,
  primary key (id),
  unique (order_id, promotion_id),
  foreign key (coupon_id) references coupons(id),
  foreign key (promotion_id) references promotions(id)
);
create index promotion_uses_coupon_id on promotion_uses (coupon_id);
create index promotion_uses_promotion_id on promotion_uses (promotion_id, created_at DESC);

create table promotion_versions (
  is_only boolean not null default true,
  version uuid    not null default gen_random_uuid(),
  primary key (is_only),
  check (is_only)
);

create table promotions (
  id                    uuid        not null,
  version               integer     not null default 1,
  names                 jsonb       not null,
  note                  text        not null default '',
  active                boolean     not null default false,
  by_code               boolean     not null,
  kind                  text        not null,
  priority              integer     not null default 0,
  stacks                boolean     not null default true,
  percent_ppm           integer,
  buy_quantity          integer,
  get_quantity          integer,
  max_times             integer,
  rewards               text        not null default 'all',
  needs                 text        not null default 'all',
  minimum_quantity      integer     not null default 0,
  every_market          boolean     not null default true,
  every_customer        boolean     not null default true,
  countries             text[]      not null default '{}'::text[],
  starts_at             timestamptz,
  ends_at               timestamptz,
  max_uses              integer,
  max_uses_per_customer integer,
  used                  integer     not null default 0,
  created_at            timestamptz not null default now(),
  updated_at            timestamptz not null default now(),
  first_order_only      boolean     not null default false,
  primary key (id),
  check (((buy_quantity >= 1) AND (buy_quantity <= 999))),
  check ((starts_at < ends_at)),
  check ((used <= max_uses)),
  check (((percent_ppm IS NOT NULL) = (kind = ANY (ARRAY['percent_items'::text, 'percent_order'::text, 'shipping'::text, 'buy_get'::text])))),
  check (((buy_quantity IS NOT NULL) = (kind = ANY (ARRAY['buy_get'::text, 'cheapest_free'::text])))),
  check (((get_quantity IS NOT NULL) = (kind = 'buy_get'::text))),
  check (((get_quantity >= 1) AND (get_quantity <= 999))),
  check ((kind = ANY (ARRAY['percent_items'::text, 'amount_items'::text, 'amount_each'::text, 'buy_get'::text, 'cheapest_free'::text, 'percent_order'::text, 'amount_order'::text, 'shipping'::text]))),
  check (((max_times >= 1) AND (max_times <= 999))),
  check ((max_uses > 0)),
  check ((max_uses_per_customer > 0)),
  check (((minimum_quantity >= 0) AND (minimum_quantity <= 9999))),
  check (((jsonb_typeof(names) = 'object'::text) AND (names <> '{}'::jsonb))),
  check ((needs = ANY (ARRAY['all'::text, 'same'::text, 'listed'::text]))),
  check (((percent_ppm >= 1) AND (percent_ppm <= 1000000))),
  check (((priority >= '-1000'::integer) AND (priority <= 1000))),
  check ((rewards = ANY (ARRAY['all'::text, 'listed'::text]))),
  check ((used >= 0))
);

create table rate_limits (
  bucket     text        not null,
  count      integer     not null,
  expires_at timestamptz not null,
  primary key (bucket)
);
create index rate_limits_expires_at on rate_limits (expires_at);

create table redirects (
  from_path   text        not null,
  target_kind text        not null,
  target_id   uuid,
  target_path text,
  created_at  timestamptz not null default now(),
  primary key (from_path),
  check (((target_kind = 'path'::text) = (target_path IS NOT NULL))),
  check (((target_kind = 'path'::text) = (target_id IS NULL))),
  check ((from_path ~~ '/%'::text)),
  check ((target_kind = ANY (ARRAY['product'::text, 'category'::text, 'collection'::text, 'page'::text, 'path'::text]))),
  check ((target_path ~~ '/%'::text))
);
create index redirects_target_id on redirects (target_id);
create index redirects_target_path on redirects (target_path) where (target_path IS NOT NULL);

create table refund_lines (
  id               uuid    not null,
  group_id         uuid    not null,
  order_id         uuid    not null,
  order_line_id    uuid,
  kind             text    not null,
  quantity         integer not null default 0,
  amount           bigint  not null,
  restocked        boolean not null default false,
  removed_quantity integer not null default 0,
  primary key (id),
  foreign key (order_id) references orders(id),
  foreign key (order_line_id) references order_lines(id),
  check ((amount >= 0)),
  check (((kind = 'line'::text) = (order_line_id IS NOT NULL))),
  check (((removed_quantity >= 0) AND (removed_quantity <= quantity))),
  check ((kind = ANY (ARRAY['line'::text, 'shipping'::text, 'amount'::text]))),
  check ((quantity >= 0)),
  check ((restocked OR (removed_quantity = 0)))
);
create index refund_lines_group_id on refund_lines (group_id);
create index refund_lines_order_id on refund_lines (order_id);
create index refund_lines_order_line_id on refund_lines (order_line_id) where (order_line_id IS NOT NULL);

create table refunds (
  id              uuid        not null,
  payment_id      uuid        not null,
  amount          bigint      not null,
  state           text        not null,
  gateway_ref     text,
  reason          text        not null default '',
  actor           text        not null default 'system',
  created_at      timestamptz not null default now(),
  done_at         timestamptz,
  group_id        uuid,
  goods_amount    bigint      not null default 0,
  shipping_amount bigint      not null default 0,
  taxes           jsonb       not null default '[]',
  note            text        not null default '',
  failure         text,
  checked_at      timestamptz,
  watched         boolean     not null default false,
  handled_at      timestamptz,
  primary key (id),
  foreign key (payment_id) references payments(id),
  check ((amount > 0)),
  check ((state = ANY (ARRAY['created'::text, 'done'::text, 'failed'::text])))
);
create index refunds_failed on refunds (created_at) where ((state = 'failed'::text) AND (handled_at IS NULL));
create index refunds_group_id on refunds (group_id);
create index refunds_open on refunds (created_at) where (state = 'created'::text);
create index refunds_payment_id on refunds (payment_id);
create index refunds_watched on refunds (checked_at) where watched;

create table reservations (
  id                 uuid        not null,
  order_id           uuid        not null,
  variant_id         uuid        not null,
  location_id        uuid        not null,
  quantity           integer     not null,
  state              text        not null default 'held',
  created_at         timestamptz not null default now(),
  expires_at         timestamptz,
  restocked_quantity integer     not null default 0,
  primary key (id),
  unique (order_id, variant_id, location_id),
  foreign key (location_id) references locations(id),
  foreign key (variant_id) references variants(id),
  check (((restocked_quantity >= 0) AND (restocked_quantity <= quantity))),
  check ((quantity > 0)),
  check ((state = ANY (ARRAY['held'::text, 'committed'::text, 'released'::text, 'restocked'::text])))
);
create index reservations_due on reservations (expires_at) where (state = 'held'::text);
create index reservations_location_id on reservations (location_id);
create index reservations_variant_id on reservations (variant_id);

create table sandbox_captures (
  id              text        not null,
  idempotency_key text        not null,
  payment_id      text        not null,
  amount          bigint      not null,
  created_at      timestamptz not null default now(),
  primary key (id),
  unique (idempotency_key),
  foreign key (payment_id) references sandbox_payments(id),
  check ((amount > 0))
);
create index sandbox_captures_payment_id on sandbox_captures (payment_id);

create table sandbox_cards (
  id          text        not null,
  customer_id text        not null,
  outcome     text        not null,
  label       text        not null,
  fingerprint text        not null,
  created_at  timestamptz not null default now(),
  primary key (id)
);
create index sandbox_cards_customer_id on sandbox_cards (customer_id);

create table sandbox_disputes (
  id         text        not null,
  payment_id text        not null,
  state      text        not null,
  amount     bigint      not null,
  reason     text        not null,
  due_at     timestamptz,
  created_at timestamptz not null default now(),
  primary key (id),
  foreign key (payment_id) references sandbox_payments(id),
  check ((amount > 0)),
  check ((state = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text])))
);
create index sandbox_disputes_payment_id on sandbox_disputes (payment_id);

create table sandbox_payments (
  id              text         not null,
  idempotency_key text         not null,
  amount          bigint       not null,
  currency        character(3) not null,
  reference       text         not null,
  return_url      text         not null,
  state           text         not null,
  failure_code    text,
  refunded_amount bigint       not null default 0,
  created_at      timestamptz  not null default now(),
  captures_at     timestamptz,
  silent          boolean      not null default false,
  decided_at      timestamptz,
  capture_mode    text         not null default 'automatic',
  captured_amount bigint       not null default 0,
  expires_at      timestamptz,
  instrument      text         not null default '',
  fingerprint     text,
  fails_capture   boolean      not null default false,
  outcome         text,
  customer_id     text,
  saves           boolean      not null default false,
  saved_ref       text,
  cancel_url      text         not null default '',
  tell_at         timestamptz,
  express         jsonb,
  buyer           jsonb,
  primary key (id),
  unique (idempotency_key),
  check (((refunded_amount >= 0) AND (refunded_amount <= amount))),
  check (((state <> 'processing'::text) OR (captures_at IS NOT NULL))),
  check (((captured_amount >= 0) AND (captured_amount <= amount))),
  check ((refunded_amount <= captured_amount)),
  check ((state = ANY (ARRAY['open'::text, 'challenged'::text, 'processing'::text, 'authorized'::text, 'captured'::text, 'declined'::text, 'canceled'::text])))
);
create index sandbox_payments_tell_at on sandbox_payments (tell_at) where (tell_at IS NOT NULL);

create table sandbox_refunds (
  id              text        not null,
  idempotency_key text        not null,
  payment_id      text        not null,
  amount          bigint      not null,
  created_at      timestamptz not null default now(),
  failed          boolean     not null default false,
  primary key (id),
  unique (idempotency_key),
  foreign key (payment_id) references sandbox_payments(id),
  check ((amount > 0))
);
create index sandbox_refunds_payment_id on sandbox_refunds (payment_id);

create table saved_methods (
  id           uuid        not null,
  customer_id  uuid        not null,
  gateway      text        not null,
  gateway_ref  text        not null,
  customer_ref text,
  kind         text        not null,
  label        text        not null,
  fingerprint  text,
  created_at   timestamptz not null default now(),
  deleted_at   timestamptz,
  primary key (id),
  unique (gateway, gateway_ref)
);
create index saved_methods_customer_id on saved_methods (customer_id) where (deleted_at IS NULL);
create index saved_methods_deleted on saved_methods (deleted_at) where (deleted_at IS NOT NULL);

create table settings (
  key        text        not null,
  value      jsonb       not null,
  updated_at timestamptz not null default now(),
  primary key (key)
);

create table shipping_methods (
  id               uuid    not null,
  zone_id          uuid    not null,
  name             jsonb   not null,
  kind             text    not null,
  free_from_amount bigint,
  min_days         integer not null,
  max_days         integer not null,
  position         integer not null default 0,
  active           boolean not null default true,
  primary key (id),
  foreign key (zone_id) references shipping_zones(id) on delete cascade,
  check ((max_days >= min_days)),
  check ((free_from_amount >= 0)),
  check ((kind = ANY (ARRAY['flat'::text, 'by_weight'::text, 'by_value'::text]))),
  check ((min_days >= 0))
);
create index shipping_methods_zone_id on shipping_methods (zone_id);

create table shipping_rates (
  id        uuid   not null,
  method_id uuid   not null,
  up_to     bigint,
  amount    bigint not null,
  primary key (id),
  unique nulls not distinct (method_id, up_to),
  foreign key (method_id) references shipping_methods(id) on delete cascade,
  check ((amount >= 0)),
  check ((up_to >= 0))
);

create table shipping_zone_countries (
  zone_id uuid         not null,
  country character(2) not null,
  primary key (zone_id, country),
  foreign key (zone_id) references shipping_zones(id) on delete cascade
);

create table shipping_zones (
  id        uuid    not null,
  market_id uuid    not null,
  name      text    not null,
  position  integer not null default 0,
  version   integer not null default 1,
  primary key (id),
  foreign key (market_id) references markets(id) on delete cascade
);
create index shipping_zones_market_id on shipping_zones (market_id);

create table staff (
  id            uuid        not null,
  email         text        not null,
  name          text        not null default '',
  password_hash text        not null,
  role          text        not null,
  disabled_at   timestamptz,
  created_at    timestamptz not null default now(),
  primary key (id),
  unique (email),
  check ((email = lower(email))),
  check ((role = ANY (ARRAY['owner'::text, 'staff'::text])))
);

create table staff_links (
  token_hash bytea       not null,
  role       text        not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz,
  primary key (token_hash),
  check ((role = ANY (ARRAY['owner'::text, 'staff'::text])))
);

create table staff_sessions (
  token_hash bytea       not null,
  staff_id   uuid        not null,
  created_at timestamptz not null default now(),
  seen_at    timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (token_hash),
  foreign key (staff_id) references staff(id) on delete cascade
);
create index staff_sessions_expires_at on staff_sessions (expires_at);
create index staff_sessions_staff_id on staff_sessions (staff_id);

create table stock_levels (
  variant_id  uuid    not null,
  location_id uuid    not null,
  on_hand     integer not null default 0,
  reserved    integer not null default 0,
  policy      text    not null default 'deny',
  primary key (variant_id, location_id),
  foreign key (location_id) references locations(id),
  foreign key (variant_id) references variants(id) on delete cascade,
  check (((policy <> 'deny'::text) OR (on_hand >= 0))),
  check (((policy <> 'deny'::text) OR (reserved <= on_hand))),
  check ((policy = ANY (ARRAY['deny'::text, 'continue'::text, 'untracked'::text]))),
  check ((reserved >= 0))
);
create index stock_levels_location_id on stock_levels (location_id);

create table stock_movements (
  id              bigint      not null generated always as identity,
  variant_id      uuid        not null,
  location_id     uuid        not null,
  kind            text        not null,
  on_hand_change  integer     not null,
  reserved_change integer     not null,
  on_hand_after   integer     not null,
  reserved_after  integer     not null,
  reason          text        not null default '',
  order_id        uuid,
  actor           text        not null default 'system',
  at              timestamptz not null default now(),
  primary key (id),
  foreign key (location_id) references locations(id),
  foreign key (variant_id) references variants(id) on delete cascade,
  check ((kind = ANY (ARRAY['adjust'::text, 'import'::text, 'reserve'::text, 'release'::text, 'sell'::text, 'restock'::text])))
);
create index stock_movements_location_id on stock_movements (location_id);
create index stock_movements_variant_id on stock_movements (variant_id, id);

create table tax_rates (
  country          character(2) not null,
  region           text         not null default '',
  postcode_pattern text         not null default '',
  class            text         not null,
  starts_on        date         not null,
  name             text         not null,
  rate_ppm         integer      not null,
  primary key (country, region, postcode_pattern, class, starts_on),
  check (((rate_ppm >= 0) AND (rate_ppm <= 1000000)))
);

create table unmatched_money (
  id          uuid         not null,
  payment_id  uuid         not null,
  gateway     text         not null,
  gateway_ref text         not null,
  amount      bigint       not null,
  currency    character(3) not null,
  why         text         not null,
  state       text         not null,
  actor       text,
  seen_at     timestamptz  not null default now(),
  settled_at  timestamptz,
  tries       integer      not null default 0,
  refund_ref  text,
  failure     text,
  watched     boolean      not null default false,
  checked_at  timestamptz,
  primary key (id),
  unique (payment_id, gateway_ref),
  foreign key (payment_id) references payments(id),
  check ((amount >= 0)),
  check ((state = ANY (ARRAY['seen'::text, 'returning'::text, 'returned'::text, 'kept'::text]))),
  check ((tries >= 0))
);
create index unmatched_money_open on unmatched_money (seen_at) where (state = ANY (ARRAY['seen'::text, 'returning'::text]));
create index unmatched_money_watched on unmatched_money (checked_at) where watched;

create table value_holds (
  payment_id        uuid         not null,
  order_id          uuid         not null,
  gift_card_id      uuid,
  credit_account_id uuid,
  amount            bigint       not null,
  returned_amount   bigint       not null default 0,
  currency          character(3) not null,
  state             text         not null,
  created_at        timestamptz  not null default now(),
  primary key (payment_id),
  foreign key (credit_account_id) references credit_accounts(id),
  foreign key (gift_card_id) references gift_cards(id),
  check ((amount > 0)),
  check (((returned_amount >= 0) AND (returned_amount <= amount))),
  check ((num_nonnulls(gift_card_id, credit_account_id) = 1)),
  check (((returned_amount = 0) OR (state = 'claimed'::text))),
  check ((state = ANY (ARRAY['held'::text, 'claimed'::text, 'released'::text])))
);
create index value_holds_credit_account_id on value_holds (credit_account_id) where (credit_account_id IS NOT NULL);
create index value_holds_gift_card_id on value_holds (gift_card_id) where (gift_card_id IS NOT NULL);
create index value_holds_order_id on value_holds (order_id);

create table variant_media (
  variant_id uuid    not null,
  media_id   uuid    not null,
  position   integer not null default 0,
  primary key (variant_id, media_id),
  foreign key (media_id) references media(id),
  foreign key (variant_id) references variants(id) on delete cascade
);
create index variant_media_media_id on variant_media (media_id);

create table variant_option_values (
  variant_id      uuid not null,
  option_id       uuid not null,
  option_value_id uuid not null,
  primary key (variant_id, option_id),
  foreign key (option_id) references product_options(id) on delete cascade,
  foreign key (option_value_id) references option_values(id) on delete cascade,
  foreign key (variant_id) references variants(id) on delete cascade
);
create index variant_option_values_option_id on variant_option_values (option_id);
create index variant_option_values_option_value_id on variant_option_values (option_value_id);

create table variants (
  id                uuid         not null,
  product_id        uuid         not null,
  option_key        text         not null,
  sku               text,
  gtin              text,
  mpn               text,
  position          integer      not null default 0,
  weight_grams      integer,
  length_mm         integer,
  width_mm          integer,
  height_mm         integer,
  hs_code           text,
  origin_country    character(2),
  requires_shipping boolean      not null default true,
  taxable           boolean      not null default true,
  archived_at       timestamptz,
  primary key (id),
  unique (product_id, option_key),
  unique (sku),
  foreign key (product_id) references products(id) on delete cascade,
  check ((gtin ~ '^[0-9]{8,14}$'::text)),
  check ((height_mm >= 0)),
  check ((length_mm >= 0)),
  check ((sku <> ''::text)),
  check ((weight_grams >= 0)),
  check ((width_mm >= 0))
);
create index variants_gtin on variants (gtin) where (gtin IS NOT NULL);

create table vat_checks (
  id             uuid        not null,
  vat_id         text        not null,
  state          text        not null,
  register       text        not null,
  holder_name    text        not null default '',
  holder_address text        not null default '',
  consultation   text        not null default '',
  answer         jsonb       not null default '{}',
  checked_at     timestamptz not null,
  primary key (id),
  check ((state = ANY (ARRAY['valid'::text, 'invalid'::text, 'unavailable'::text]))),
  check ((vat_id ~ '^[A-Z]{2}[0-9A-Z+*]{2,13}$'::text))
);
create index vat_checks_vat_id on vat_checks (vat_id, checked_at DESC);
