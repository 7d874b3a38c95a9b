-- People, and the seats that give them rights. A person is an account, known everywhere by one opaque key: erasing
-- drops what stands in these tables behind the key, never the rows that name it.
alter table item drop constraint item_kind_check;
alter table item add constraint item_kind_check
  check (kind in ('term', 'city', 'practice', 'adaptation', 'organisation', 'hub'));

-- who looks after regions; the secretariat looks after all of them
create table hub (
  id uuid primary key references item (id),
  regions text[] not null,
  secretariat boolean not null default false,
  languages text[] not null default '{}',
  source text
);

-- partner organisations; verified by a hub
create table organisation (
  id uuid primary key references item (id),
  kind text not null,
  sectors text[] not null default '{}',
  work_areas text[] not null default '{}',
  languages text[] not null default '{}',
  founded int,
  verified_at timestamptz,
  verified_by text
);
create table organisation_city (
  organisation_id uuid not null references organisation (id),
  city_id uuid not null references city (id),
  primary key (organisation_id, city_id)
);
create index organisation_city_by_city on organisation_city (city_id);

create table person (
  id uuid primary key,
  email text unique check (email = lower(email)),
  name text,                                -- as the person writes it
  names jsonb not null default '{}',        -- in other scripts, by language
  shown_as jsonb not null default '{}',     -- what stands for a protected person outside the team, by language
  language text not null default 'en',
  zone text not null default 'Etc/UTC',
  protected boolean not null default false,
  demonstration boolean not null default false,
  created_at timestamptz not null default now(),
  erased_at timestamptz,
  check (erased_at is null or (email is null and name is null))
);

-- what a profile says besides the name, each field with a label of its own
create table person_field (
  person_id uuid not null references person (id) on delete cascade,
  field text not null,
  value jsonb not null,
  label text not null check (label in ('public', 'network', 'region', 'team')),
  primary key (person_id, field)
);

create table seat (
  id uuid primary key,
  person_id uuid not null references person (id),
  place_id uuid not null references item (id),
  role text not null check (role in (
    'signatory', 'focal_point', 'editor', 'contributor', 'reader',
    'manager', 'reviewer', 'translator',
    'officer', 'safeguards_officer', 'expert',
    'representative')),
  title jsonb not null default '{}',        -- the post, as the person or the sample says it, by language
  since timestamptz not null default now(),
  until timestamptz,
  confirmed_by text not null,
  ended_by text,
  why_ended text,
  check (until is null or until >= since)
);
create unique index seat_once on seat (person_id, place_id, role) where until is null;
create index seat_by_person on seat (person_id);
create index seat_by_place on seat (place_id) where until is null;

create table password (
  person_id uuid primary key references person (id) on delete cascade,
  salt bytea not null,
  digest bytea not null,
  memory int not null,
  passes int not null,
  set_at timestamptz not null default now()
);

create table one_time_code (
  person_id uuid primary key references person (id) on delete cascade,
  secret bytea not null,
  confirmed_at timestamptz,
  last_step bigint not null default -1      -- a code is good once
);
create table recovery_code (
  person_id uuid not null references person (id) on delete cascade,
  digest bytea not null,
  used_at timestamptz,
  primary key (person_id, digest)
);

create table passkey (
  id text primary key,
  person_id uuid not null references person (id) on delete cascade,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index passkey_by_person on passkey (person_id);
create table passkey_challenge (
  id uuid primary key,
  challenge text not null,
  person_id uuid references person (id) on delete cascade,
  until timestamptz not null
);

-- a link in a mail: opens a page with one button, which spends it
create table mail_link (
  digest bytea primary key,
  person_id uuid not null references person (id) on delete cascade,
  until timestamptz not null,
  used_at timestamptz
);
create index mail_link_by_person on mail_link (person_id);

create table session (
  digest bytea primary key,                 -- of the cookie; the cookie itself is nowhere
  id uuid not null unique,                  -- what its owner ends it by
  person_id uuid not null references person (id) on delete cascade,
  seat_id uuid references seat (id),        -- the seat the person sits in just now
  way text not null check (way in ('password', 'link', 'passkey', 'provider', 'invitation', 'demonstration')),
  assurance text not null check (assurance in ('demonstration', 'one', 'two')),
  agent text not null default '',
  begun_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  until timestamptz not null
);
create index session_by_person on session (person_id);
create index session_by_until on session (until);

-- how often something was tried: one count for all processes
create table attempt (
  key text primary key,
  count int not null,
  until timestamptz not null
);
create index attempt_by_until on attempt (until);

create table invitation (
  id uuid primary key,
  digest bytea not null unique,
  place_id uuid not null references item (id),
  role text not null,
  email text not null check (email = lower(email)),
  name text not null default '',
  language text not null,
  note text not null default '',
  invited_by uuid not null references person (id),
  created_at timestamptz not null default now(),
  sent_at timestamptz not null default now(),
  until timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references person (id),
  revoked_at timestamptz,
  revoked_by uuid references person (id)
);
create index invitation_by_place on invitation (place_id, created_at);
create unique index invitation_open_once on invitation (place_id, role, email) where accepted_at is null and revoked_at is null;
