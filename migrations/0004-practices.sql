create table practice (
  id uuid primary key references item (id),
  place_name text not null,
  country text,
  owner text not null,
  start_year int,
  end_year int,
  running text not null,         -- running, ended, stopped, not_known …: as described in the sources
  cost_band text,
  partners text[] not null default '{}',
  evidence_level int not null check (evidence_level between 0 and 5),
  direction text not null,
  individual_work boolean,
  record_outcome text,
  record_level int check (record_level between 0 and 4),
  record_independent boolean,
  record_start int,
  record_end int,
  sources jsonb not null default '[]',
  facts jsonb not null default '{}'
);

create table practice_city (
  practice_id uuid not null references practice (id),
  city_id uuid not null references city (id),
  position int not null,
  primary key (practice_id, city_id)
);
create index practice_city_by_city on practice_city (city_id);

create table practice_term (
  practice_id uuid not null references practice (id),
  vocabulary text not null,
  code text not null,
  position int not null,
  primary key (practice_id, vocabulary, code)
);
create index practice_term_by_term on practice_term (vocabulary, code, practice_id);

create table practice_claim (
  id uuid primary key,
  practice_id uuid not null references practice (id),
  position int not null,
  factor text not null references factor (code),
  test text not null check (test in ('at_least', 'at_most', 'any_of')),
  steps text[] not null check (cardinality(steps) >= 1),
  role text not null check (role in ('helps', 'important', 'necessary', 'safeguard')),
  basis text not null,
  reviewers int not null default 1,
  source int
);
-- on one factor at most one condition and one safeguard
create unique index practice_claim_once on practice_claim (practice_id, factor, (role = 'safeguard'));
create index practice_claim_by_factor on practice_claim (factor, practice_id);

-- "taken from" and "taken up by" as the sources tell it
create table practice_kinship (
  id uuid primary key,
  practice_id uuid not null references practice (id),
  direction text not null check (direction in ('from', 'by')),
  position int not null,
  other_id uuid references practice (id),
  name text not null,
  city text,
  city_id uuid references city (id),
  country text,
  source int
);
create index practice_kinship_by_practice on practice_kinship (practice_id);
create index practice_kinship_by_other on practice_kinship (other_id);

create table adaptation (
  id uuid primary key references item (id),
  city_id uuid not null references city (id),
  practice_id uuid references practice (id),
  practice_name text,
  state text not null,
  start_date date,
  end_date date,
  outcome text,
  outcome_level int check (outcome_level between 0 and 4),
  outcome_independent boolean,
  outcome_date date,
  facts jsonb not null default '{}'
);
create index adaptation_by_practice on adaptation (practice_id);
create index adaptation_by_city on adaptation (city_id);

-- lineage is a graph: a city takes parts from several at once
create table adaptation_source (
  adaptation_id uuid not null references adaptation (id),
  source_id uuid not null references item (id),
  primary key (adaptation_id, source_id)
);
create index adaptation_source_by_source on adaptation_source (source_id);

create table adaptation_change (
  id uuid primary key,
  adaptation_id uuid not null references adaptation (id),
  code text not null,
  position int not null,
  at_when text not null,
  planned boolean,
  decided_by text[] not null default '{}',
  changed text not null,
  level text not null,
  nature text not null,
  core text not null,
  goal text not null,
  reasons text[] not null default '{}',
  unique (adaptation_id, code)
);

-- the city's answers of the day it started
create table adaptation_answer (
  adaptation_id uuid not null references adaptation (id),
  factor text not null references factor (code),
  respondent text not null,
  state text not null,
  value text[] not null,
  day date,
  primary key (adaptation_id, factor, respondent)
);
