-- Of two who change a zone at once the second is told.
alter table shipping_zones add column version integer not null default 1;
