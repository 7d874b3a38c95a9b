-- The registry of things: what people write, see, translate, find, report or retire exists once, here.
-- Features newer than PostgreSQL 15 stay out. Keys are UUIDv7 made by the program.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;

create table item (
  id uuid primary key,
  kind text not null check (kind in ('term', 'city', 'practice', 'adaptation')),
  -- the city, organisation, hub or secretariat it belongs to; a city belongs to itself
  place_id uuid references item (id),
  region text,
  label text not null check (label in ('public', 'network', 'region', 'cities', 'team')),
  state text not null check (state in ('draft', 'published', 'retired', 'withdrawn')),
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9._/-]*$' and length(slug) <= 160),
  original_language text not null,
  revision int not null default 1 check (revision >= 1),
  -- invented for demonstration: shown with its notice, never evidence outside a demonstration instance
  demonstration boolean not null default false,
  published_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null,
  updated_at timestamptz not null default now(),
  updated_by text not null,
  unique (kind, slug)
);
create index item_by_place on item (place_id);
create index item_listed on item (kind, published_at desc, id desc);

-- slugs never change once published; if one must, the old address leads on
create table item_old_slug (
  kind text not null,
  slug text not null,
  item_id uuid not null references item (id),
  primary key (kind, slug)
);

create table item_text (
  item_id uuid not null references item (id),
  language text not null,
  title text not null,
  summary text not null default '',
  -- the words of the noun and of its sub-rows, by their id, typed by one schema per kind
  parts jsonb not null default '{}',
  origin text not null check (origin in ('original', 'human', 'machine')),
  of_revision int not null,
  state text not null check (state in ('draft', 'published')),
  note text,
  by_whom text not null,
  at timestamptz not null default now(),
  primary key (item_id, language)
);

-- the named cities of the label `cities`
create table item_reader (
  item_id uuid not null references item (id),
  place_id uuid not null references item (id),
  primary key (item_id, place_id)
);
create index item_reader_by_place on item_reader (place_id);

create table item_move (
  id uuid primary key,
  item_id uuid not null references item (id),
  from_state text,
  to_state text not null,
  by_whom text not null,
  seat text,
  at timestamptz not null default now(),
  why text
);
create index item_move_by_item on item_move (item_id, at);

-- what was published, as it was: facts and all languages in one document
create table item_revision (
  item_id uuid not null references item (id),
  revision int not null,
  document jsonb not null,
  at timestamptz not null default now(),
  by_whom text not null,
  primary key (item_id, revision)
);

-- a mark, with its reason, where a text was struck out
create table item_strike (
  id uuid primary key,
  item_id uuid not null references item (id),
  reason text not null check (reason in ('personal_data', 'safety')),
  places int not null check (places >= 1),
  by_whom text not null,
  seat text,
  at timestamptz not null default now()
);
create index item_strike_by_item on item_strike (item_id);

create table audit_entry (
  id uuid primary key,
  at timestamptz not null default now(),
  by_whom text not null,
  seat text,
  act text not null,
  item_id uuid references item (id),
  why text,
  detail jsonb not null default '{}'
);
create index audit_entry_by_item on audit_entry (item_id, at);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % only grows: no row is changed or removed', tg_table_name;
end $$;
create trigger audit_entry_only_grows before update or delete on audit_entry
  for each statement execute function refuse_change();

-- one counter, raised in the transaction of any public change: what is cached asks it first
create table public_epoch (
  only_row boolean primary key default true check (only_row),
  epoch bigint not null
);
insert into public_epoch (epoch) values (1);

-- words of search entries only: who may see them is always joined from item, never copied
create table search_entry (
  item_id uuid not null references item (id),
  language text not null,
  title text not null,           -- normalised as searched
  words text not null,           -- normalised, what may be shown as the reason of a match
  hidden text not null default '', -- whole phrases that match and are never shown
  document tsvector not null,
  primary key (item_id, language)
);
create index search_entry_document on search_entry using gin (document);
create index search_entry_title on search_entry using gin (title gin_trgm_ops);
create index search_entry_words on search_entry using gin (words gin_trgm_ops);
