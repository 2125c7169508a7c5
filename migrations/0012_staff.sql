-- Who works here. Secrets are stored as hashes only.

create table staff (
  id            uuid        primary key,
  email         text        not null check (email = lower(email)),
  name          text        not null default '',
  password_hash text        not null,
  role          text        not null check (role in ('owner', 'staff')),
  disabled_at   timestamptz,
  created_at    timestamptz not null default now(),
  unique (email)
);

create table staff_sessions (
  token_hash bytea       primary key,
  staff_id   uuid        not null references staff on delete cascade,
  created_at timestamptz not null default now(),
  seen_at    timestamptz not null default now(),
  expires_at timestamptz not null
);
create index staff_sessions_staff_id on staff_sessions (staff_id);
create index staff_sessions_expires_at on staff_sessions (expires_at);

-- The one-time link that lets the owner in.
create table staff_links (
  token_hash bytea       primary key,
  role       text        not null check (role in ('owner', 'staff')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);

create table audit_log (
  id         bigint      generated always as identity primary key,
  actor      text        not null,
  action     text        not null,
  subject_id uuid,
  data       jsonb       not null default '{}',
  at         timestamptz not null default now()
);
create index audit_log_subject_id on audit_log (subject_id);
