-- Facts of terms without language; their words are item_text. A term's slug is `vocabulary/id`.
create table term (
  id uuid primary key references item (id),
  vocabulary text not null,
  code text not null,
  broader text,
  position int not null,
  unique (vocabulary, code)
);

-- A factor is a term of the vocabulary `factors` with a scale that a city answers.
create table factor (
  id uuid primary key references item (id),
  code text not null unique,
  group_code text not null,
  type text not null check (type in ('ordinal', 'one_of', 'some_of')),
  -- ids of steps (low to high) or options
  steps text[] not null check (cardinality(steps) >= 3),
  max_choices int,
  quick_start boolean not null,
  sensitive boolean not null,
  default_label text not null check (default_label in ('public', 'network', 'region', 'cities', 'team')),
  options_from text,
  basis text not null,
  position int not null
);
