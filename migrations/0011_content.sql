-- Pages of words, and where old addresses lead.

create table pages (
  id              uuid        primary key,
  slug            text        not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title           text        not null,
  body_html       text        not null default '',
  seo_title       text        not null default '',
  seo_description text        not null default '',
  published_at    timestamptz,
  position        integer     not null default 0,
  updated_at      timestamptz not null default now()
);

-- A renamed thing is found by its id, so there are no chains; a foreign path names the new path.
create table redirects (
  from_path   text        primary key check (from_path like '/%'),
  target_kind text        not null check (target_kind in ('product', 'category', 'collection', 'page', 'path')),
  target_id   uuid,
  target_path text        check (target_path like '/%'),
  created_at  timestamptz not null default now(),
  check ((target_kind = 'path') = (target_path is not null)),
  check ((target_kind = 'path') = (target_id is null))
);
create index redirects_target_id on redirects (target_id);
-- A path that becomes an old one itself takes those along that led to it.
create index redirects_target_path on redirects (target_path) where target_path is not null;
