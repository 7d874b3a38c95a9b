-- Files, by what they hold: the name of a file is the SHA-256 of what is kept. The bytes lie in a folder or in a bucket.
-- What somebody gave is looked into on the way in; the original of a picture is nowhere.
create table file (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  bytes int not null check (bytes > 0),
  made_at timestamptz not null default now(),
  original_media_type text not null,        -- what it came as
  width int check (width > 0),              -- of a picture, as kept
  height int check (height > 0),
  check ((width is null) = (height is null))
);
create index file_by_time on file (made_at);

-- where a file hangs and who may see it: one file may hang in several places, each with a label of its own
create table attachment (
  id uuid primary key,
  item_id uuid references item (id),
  person_id uuid references person (id),    -- who brought it
  digest text not null references file (digest),
  name text not null check (length(name) between 1 and 160),
  label text not null check (label in ('public', 'network', 'region', 'cities', 'team')),
  place_id uuid references item (id),
  region text,
  language text,                            -- in which it is written
  at timestamptz not null default now(),
  by_whom text not null
);
create index attachment_by_item on attachment (item_id, at, id);
create index attachment_by_file on attachment (digest);
create index attachment_by_person on attachment (person_id);
create index attachment_by_place on attachment (place_id);
