-- What the buyer of an offered order means to pay with beside money. Gift cards and credit that paid a part of an earlier
-- try count without a row here; a row says that another one shall, or that this one shall not.
create table order_value_choices (
  order_id     uuid    not null references orders on delete cascade,
  -- Null: the customer's credit.
  gift_card_id uuid    references gift_cards on delete cascade,
  chosen       boolean not null,
  unique nulls not distinct (order_id, gift_card_id)
);
create index order_value_choices_gift_card_id on order_value_choices (gift_card_id) where gift_card_id is not null;
