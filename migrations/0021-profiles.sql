-- Profiles: each field says who may see it. A field without a line here is its team's alone; a line without a value says
-- who may see what stands elsewhere (the name in person, a post in seat).
alter table person_field drop constraint person_field_label_check;
alter table person_field add constraint person_field_label_check
  check (label in ('public', 'network', 'region', 'cities', 'team'));
alter table person_field alter column value drop not null;

-- the named cities of the label `cities`, for the whole profile
create table person_reader (
  person_id uuid not null references person (id) on delete cascade,
  place_id uuid not null references item (id),
  primary key (person_id, place_id)
);

-- as the profile was before it was last saved, so that a save can be taken back for a day
create table person_profile_before (
  person_id uuid primary key references person (id) on delete cascade,
  profile jsonb not null,
  until timestamptz not null
);
create index person_profile_before_by_until on person_profile_before (until);

-- What stands for a protected person is made of the region and of how many are in it, in the moment in which it is shown.
alter table person drop column shown_as;
alter table person add column profile_revision int not null default 1;
