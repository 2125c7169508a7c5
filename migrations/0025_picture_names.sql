-- A picture's name is 22 letters now; pictures from before keep theirs.
alter table media drop constraint media_hash_check;
alter table media add constraint media_hash_check check (hash ~ '^[A-Za-z0-9_-]{22,64}$');
