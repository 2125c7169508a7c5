-- For the list of payments that somebody must look at.
create index captures_failed on captures (payment_id) where state = 'failed';
