-- Mails as they were written. One for an event and kind, however often a listener runs.

create table mails (
  id         uuid        primary key,
  kind       text        not null,
  event_id   bigint      not null,
  order_id   uuid,
  to_email   text        not null,
  language   text        not null,
  subject    text        not null,
  html       text        not null,
  text       text        not null,
  -- kept: no mail server is configured; it can be read in the admin.
  state      text        not null check (state in ('kept', 'queued', 'sent', 'failed')),
  attempts   integer     not null default 0,
  error      text,
  created_at timestamptz not null default now(),
  sent_at    timestamptz,
  unique (kind, event_id)
);
create index mails_order_id on mails (order_id);
create index mails_created_at on mails (created_at desc, id);
