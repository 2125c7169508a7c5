-- What was sent, from where, with which tracking.

create table fulfillments (
  id              uuid        primary key,
  order_id        uuid        not null references orders,
  location_id     uuid        not null references locations,
  carrier         text        not null default '',
  tracking_number text        not null default '',
  tracking_url    text        not null default '',
  actor           text        not null,
  shipped_at      timestamptz not null default now()
);
create index fulfillments_order_id on fulfillments (order_id);
create index fulfillments_location_id on fulfillments (location_id);

create table fulfillment_lines (
  fulfillment_id uuid    not null references fulfillments on delete cascade,
  order_line_id  uuid    not null references order_lines,
  quantity       integer not null check (quantity > 0),
  primary key (fulfillment_id, order_line_id)
);
create index fulfillment_lines_order_line_id on fulfillment_lines (order_line_id);
