-- What is looked for every few seconds is found without reading every order and payment that the shop ever had.
drop index payments_undecided;
create index payments_to_check on payments (coalesce(checked_at, created_at))
  where state in ('created', 'pending', 'processing', 'authorized');
create index orders_offered on orders (offered_until) where state = 'offered';
