create table city (
  id uuid primary key references item (id),
  country text,                  -- ISO 3166 alpha-2, XK in common use; null where the country is invented
  admin1 text,
  government_level text not null,
  lat double precision,
  lon double precision,
  point_of text,
  population int,
  population_year int,
  population_source text,
  population_scope text,
  population_status text,        -- checked, from_dataset, entered_by_hand; null: no trustworthy figure
  languages text[] not null,
  timezone text not null,
  membership_basis text,         -- what a source said; null for invented cities
  member_since date,
  basis_latest_date text,
  sources jsonb not null default '[]',
  note text,
  challenge_terms text[] not null default '{}',
  facts jsonb not null default '{}'
);
create index city_by_country on city (country);
create index city_by_level on city (government_level);

-- Append-only: the newest answer of each respondent kind counts.
create table city_answer (
  id uuid primary key,
  city_id uuid not null references city (id),
  factor text not null references factor (code),
  respondent text not null,
  state text not null check (state in ('answered', 'not_known', 'rather_not_say')),
  value text[] not null,
  day date not null,
  how text,
  confidence text,
  label text not null check (label in ('public', 'network', 'region', 'cities', 'team')),
  released boolean not null default true,
  note jsonb,
  created_at timestamptz not null default now(),
  by_whom text not null,
  check ((state = 'answered') = (cardinality(value) > 0))
);
create index city_answer_newest on city_answer (city_id, factor, respondent, day desc, id desc);
create trigger city_answer_only_grows before update or delete on city_answer
  for each statement execute function refuse_change();
create table city_answer_reader (
  answer_id uuid not null references city_answer (id),
  place_id uuid not null references item (id),
  primary key (answer_id, place_id)
);
