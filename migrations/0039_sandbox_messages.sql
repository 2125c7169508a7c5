-- When the test gateway is to tell the shop how a payment stands; null: the shop knows, or shall find out by itself.
alter table sandbox_payments add column tell_at timestamptz;
create index sandbox_payments_tell_at on sandbox_payments (tell_at) where tell_at is not null;
