-- A refund that a gateway has accepted can still come back days later. It is looked at again, ever more rarely; one that
-- failed stands there until somebody has dealt with it.
alter table refunds
  add column watched    boolean not null default false,
  add column handled_at timestamptz;
update refunds set watched = true
  where state = 'done' and gateway_ref <> 'by hand' and done_at > now() - interval '30 days';
create index refunds_watched on refunds (checked_at) where watched;
create index refunds_failed on refunds (created_at) where state = 'failed' and handled_at is null;

-- The test gateway's refunds can fail too.
alter table sandbox_refunds add column failed boolean not null default false;
