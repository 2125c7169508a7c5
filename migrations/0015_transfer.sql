-- How far an import has come, so that a stopped one goes on where it was.

create table import_runs (
  id          uuid        primary key,
  file_hash   text        not null,
  system      text        not null,
  state       text        not null check (state in ('running', 'done')),
  -- Products finished so far, in the order of the file.
  done        integer     not null default 0,
  counts      jsonb       not null default '{}',
  started_at  timestamptz not null default now(),
  finished_at timestamptz
);
-- One run at a time of the same file.
create unique index import_runs_running on import_runs (file_hash) where state = 'running';
