-- What the platform itself keeps: the log of what happened, the list of what went stale, and counters of attempts.

create table events (
  id         bigint      generated always as identity primary key,
  type       text        not null check (type ~ '^[a-z_]+\.[a-z_]+$'),
  subject_id uuid        not null,
  data       jsonb       not null default '{}',
  actor      text        not null default 'system',
  at         timestamptz not null default now()
);
-- The timeline of an order or a product.
create index events_subject on events (subject_id, id);

-- Rendered pages and read models are rebuilt from this list. Readers take everything committed since their last
-- snapshot (pg_snapshot_xmin), so a slow transaction is never missed.
create table cache_changes (
  id  bigint      generated always as identity primary key,
  tag text        not null,
  xid xid8        not null default pg_current_xact_id(),
  at  timestamptz not null default now()
);
create index cache_changes_xid on cache_changes (xid);
create index cache_changes_at on cache_changes (at);

-- Counted before the answer is given, so that parallel guesses all count.
create table rate_limits (
  bucket     text        primary key,
  count      integer     not null,
  expires_at timestamptz not null
);
create index rate_limits_expires_at on rate_limits (expires_at);
