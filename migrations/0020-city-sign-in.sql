-- A city's own sign-in (OpenID Connect). Its key stands in the addresses that lead to it and back: it tells nothing of
-- the city. It begins empty, so that the city's technicians can be given the address to come back to.
create table provider (
  id uuid primary key,
  place_id uuid not null unique references item (id),
  issuer text not null default '',
  client_id text not null default '',
  secret bytea,                             -- sealed with a key that is not in this database
  groups_claim text not null default 'groups',
  domains text[] not null default '{}',     -- of addresses that the city vouches for
  trusts_second_step boolean not null default false,
  second_step_acr text not null default '',
  active boolean not null default false,
  changed_at timestamptz not null default now(),
  changed_by text not null
);

-- a group of the city's directory gives a seat there; nothing beyond the city can be given
create table provider_group (
  provider_id uuid not null references provider (id) on delete cascade,
  name text not null,
  role text not null check (role in ('focal_point', 'editor', 'contributor', 'reader')),
  primary key (provider_id, name, role)
);

-- who somebody is there: never their address, which may be given to somebody else one day
create table provider_identity (
  provider_id uuid not null references provider (id) on delete cascade,
  issuer text not null,
  subject text not null,
  person_id uuid not null references person (id) on delete cascade,
  linked_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  keeps_seat boolean not null default false, -- the last focal point, though the group is gone
  primary key (provider_id, issuer, subject),
  unique (provider_id, issuer, person_id)
);
create index provider_identity_by_person on provider_identity (person_id);

-- one way out to a provider and back, good once
create table provider_visit (
  id uuid primary key,
  provider_id uuid not null references provider (id) on delete cascade,
  state text not null,
  nonce text not null,
  verifier text not null,
  language text not null,
  back text not null default '',
  until timestamptz not null
);
create index provider_visit_by_until on provider_visit (until);

-- the city whose provider vouched for whoever signed in: seats elsewhere do not count in this session
alter table session add column vouched_by uuid references item (id);
create index session_by_vouched on session (vouched_by) where vouched_by is not null;
