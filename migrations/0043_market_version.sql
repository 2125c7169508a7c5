-- Of two who change a market at once the second is told.
alter table markets add column version integer not null default 1;
