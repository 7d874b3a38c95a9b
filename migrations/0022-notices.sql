-- What a person is told, once for each occasion; its words are made when it is read. And what is asked of them by mail.
create table notice (
  id uuid primary key,
  key text not null unique,                 -- the occasion and the person: told once, however often the job runs
  person_id uuid not null references person (id),
  kind text not null,
  item_id uuid references item (id),        -- what it tells of: shown only while its reader may see it
  place_id uuid references item (id),       -- the place that it concerns beside: the same holds
  detail jsonb not null default '{}',       -- keys and codes, never words
  channel text not null check (channel in ('mail', 'digest', 'here')), -- how it went out beside the page, by the person's choice of that day
  created_at timestamptz not null default now(),
  digested_at timestamptz,                  -- marked in the transaction in which the digest's mail was written
  seen_at timestamptz
);
create index notice_by_person on notice (person_id, id);
create index notice_unseen on notice (person_id) where seen_at is null;
create index notice_for_digest on notice (person_id, created_at) where channel = 'digest' and digested_at is null;
create index notice_by_item on notice (item_id);
create index notice_by_time on notice (created_at);

-- each person's choice by group of kinds; without a row the group's own default holds
create table notice_choice (
  person_id uuid not null references person (id) on delete cascade,
  topic text not null,
  channel text not null check (channel in ('mail', 'digest', 'here')),
  primary key (person_id, topic)
);
create table notice_rhythm (
  person_id uuid primary key references person (id) on delete cascade,
  every text not null default 'week' check (every in ('day', 'week')),
  weekday int not null default 1 check (weekday between 1 and 7),
  quiet_from int check (quiet_from between 0 and 1439),  -- minutes of the person's own day
  quiet_until int check (quiet_until between 0 and 1439),
  paused_until date,
  check ((quiet_from is null) = (quiet_until is null)),
  check (quiet_from <> quiet_until)
);

-- a question by mail: the link opens a page with its answers as buttons, and one press spends it
create table ask (
  id uuid primary key,
  digest bytea not null unique,             -- of what stands in the link; the link itself is nowhere
  key text not null unique,                 -- the same thing is asked once
  person_id uuid not null references person (id),
  kind text not null,
  place_id uuid not null references item (id),
  subject jsonb not null,                   -- keys of what is asked about
  asked_at timestamptz not null default now(),
  until timestamptz not null,
  answered_at timestamptz,
  answer text,
  made jsonb,                               -- keys of what the answer made, to take it back
  check ((answered_at is null) = (answer is null))
);
create index ask_by_person on ask (person_id, asked_at);
create index ask_by_time on ask (asked_at);

-- an affiliation is confirmed again each year
alter table seat add column confirmed_at timestamptz;
create index seat_to_confirm on seat (coalesce(confirmed_at, since)) where until is null;
