-- What is shown and what is bought.

create table media (
  id         uuid        primary key,
  hash       text        not null unique check (hash ~ '^[0-9a-f]{64}$'),
  width      integer     not null check (width > 0),
  height     integer     not null check (height > 0),
  widths     integer[]   not null,
  color      text        not null default '#cccccc',
  source_url text,
  created_at timestamptz not null default now()
);
-- An import asks for each picture: do we have it already?
create index media_source_url on media (source_url) where source_url is not null;

create table categories (
  id               uuid    primary key,
  parent_id        uuid    references categories,
  slug             text    not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title            text    not null,
  description_html text    not null default '',
  seo_title        text    not null default '',
  seo_description  text    not null default '',
  position         integer not null default 0,
  media_id         uuid    references media,
  check (parent_id <> id)
);
create index categories_parent_id on categories (parent_id);
create index categories_media_id on categories (media_id);

create table products (
  id               uuid        primary key,
  slug             text        not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title            text        not null check (title <> ''),
  description_html text        not null default '',
  vendor           text        not null default '',
  type             text        not null default '',
  status           text        not null default 'draft' check (status in ('draft', 'active', 'archived')),
  published_at     timestamptz,
  tax_class        text        not null default 'standard',
  main_category_id uuid        references categories on delete set null,
  seo_title        text        not null default '',
  seo_description  text        not null default '',
  version          integer     not null default 1,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now()
);
create index products_main_category_id on products (main_category_id);
create index products_created_at on products (created_at, id);
-- What is shown, the newest first; and what shows itself next.
create index products_published_at on products (published_at desc, id) where status = 'active';

create table product_tags (
  product_id uuid not null references products on delete cascade,
  tag        text not null check (tag <> ''),
  primary key (product_id, tag)
);
create index product_tags_tag on product_tags (tag);

create table product_categories (
  product_id  uuid    not null references products on delete cascade,
  category_id uuid    not null references categories on delete cascade,
  position    integer not null default 0,
  primary key (product_id, category_id)
);
create index product_categories_category_id on product_categories (category_id, position);

create table collections (
  id               uuid        primary key,
  slug             text        not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title            text        not null,
  description_html text        not null default '',
  published_at     timestamptz,
  position         integer     not null default 0
);

create table collection_products (
  collection_id uuid    not null references collections on delete cascade,
  product_id    uuid    not null references products on delete cascade,
  position      integer not null default 0,
  primary key (collection_id, product_id)
);
create index collection_products_product_id on collection_products (product_id);

-- Typed attributes: what products of a kind can be compared and filtered by.
create table attributes (
  id         uuid    primary key,
  code       text    not null unique check (code ~ '^[a-z0-9_]+$'),
  name       text    not null,
  type       text    not null check (type in ('text', 'number', 'boolean', 'select')),
  unit       text    not null default '',
  filterable boolean not null default false,
  position   integer not null default 0
);

create table product_attributes (
  product_id   uuid    not null references products on delete cascade,
  attribute_id uuid    not null references attributes on delete cascade,
  position     integer not null default 0,
  value        text    not null,
  number_value numeric,
  primary key (product_id, attribute_id, position)
);
create index product_attributes_attribute_id on product_attributes (attribute_id, value);

create table product_options (
  id         uuid    primary key,
  product_id uuid    not null references products on delete cascade,
  name       text    not null check (name <> ''),
  position   integer not null,
  unique (product_id, name)
);

create table option_values (
  id        uuid    primary key,
  option_id uuid    not null references product_options on delete cascade,
  value     text    not null check (value <> ''),
  swatch    text,
  position  integer not null,
  unique (option_id, value)
);

create table variants (
  id                uuid    primary key,
  product_id        uuid    not null references products on delete cascade,
  -- The chosen option values in option order, as JSON text: one variant a combination.
  option_key        text    not null,
  sku               text    unique check (sku <> ''),
  gtin              text    check (gtin ~ '^[0-9]{8,14}$'),
  mpn               text,
  position          integer not null default 0,
  weight_grams      integer check (weight_grams >= 0),
  length_mm         integer check (length_mm >= 0),
  width_mm          integer check (width_mm >= 0),
  height_mm         integer check (height_mm >= 0),
  hs_code           text,
  origin_country    char(2),
  requires_shipping boolean not null default true,
  taxable           boolean not null default true,
  archived_at       timestamptz,
  unique (product_id, option_key)
);
create index variants_gtin on variants (gtin) where gtin is not null;

create table variant_option_values (
  variant_id      uuid not null references variants on delete cascade,
  option_id       uuid not null references product_options on delete cascade,
  option_value_id uuid not null references option_values on delete cascade,
  primary key (variant_id, option_id)
);
create index variant_option_values_option_id on variant_option_values (option_id);
create index variant_option_values_option_value_id on variant_option_values (option_value_id);

create table product_media (
  product_id uuid    not null references products on delete cascade,
  media_id   uuid    not null references media,
  position   integer not null,
  alt        text    not null default '',
  primary key (product_id, media_id)
);
create index product_media_media_id on product_media (media_id);

create table variant_media (
  variant_id uuid    not null references variants on delete cascade,
  media_id   uuid    not null references media,
  position   integer not null default 0,
  primary key (variant_id, media_id)
);
create index variant_media_media_id on variant_media (media_id);

-- What another system called it, so that a second import finds the first one's work.
create table external_refs (
  system     text not null,
  kind       text not null check (kind in ('product', 'variant', 'category')),
  key        text not null,
  subject_id uuid not null,
  primary key (system, kind, key)
);
create index external_refs_subject_id on external_refs (subject_id);
