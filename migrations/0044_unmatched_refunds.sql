-- Giving back money that did not fit can come back days later, as any refund can: it is looked at again, ever more rarely.
-- Asking once more is a new request, so each try has a number.
alter table unmatched_money
  add column tries      integer not null default 0 check (tries >= 0),
  add column refund_ref text,
  add column failure    text,
  add column watched    boolean not null default false,
  add column checked_at timestamptz;
create index unmatched_money_watched on unmatched_money (checked_at) where watched;
