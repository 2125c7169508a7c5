-- A bank may ask about a payment before it takes the money: an inquiry. `taken_at` says when it did; only then has money
-- moved. An inquiry that ends without it is won and was never taken.
alter table disputes add column taken_at timestamptz;
update disputes set taken_at = opened_at;
alter table disputes
  drop constraint disputes_state_check,
  add constraint disputes_state_check check (state in ('inquiry', 'open', 'won', 'lost')),
  add constraint disputes_taken_check check (case state
    when 'inquiry' then taken_at is null
    when 'won' then true
    else taken_at is not null
  end);

drop index disputes_open;
create index disputes_to_answer on disputes (opened_at) where state in ('inquiry', 'open');
