-- What a person asked to be given of everything held on them: one file at a time, for seven days, for that person alone.
create table person_export (
  id uuid primary key,
  person_id uuid not null unique references person (id) on delete cascade,
  document jsonb not null,
  made_at timestamptz not null default now(),
  until timestamptz not null
);
create index person_export_by_until on person_export (until);

-- The audit is read by time (its keys sort by it), by who acted, by what was done, and by whom an act concerns:
-- the key of that person stands in detail.person, never a name.
create index audit_entry_by_whom on audit_entry (by_whom, id);
create index audit_entry_by_act on audit_entry (act, id);
create index audit_entry_by_family on audit_entry (split_part(act, '.', 1), id);
create index audit_entry_about on audit_entry ((detail ->> 'person'), id);

-- what retention looks for every day
create index invitation_open_until on invitation (until) where accepted_at is null and email <> '';
create index mail_with_words on mail (queued_at) where address <> '';
create index passkey_challenge_by_until on passkey_challenge (until);
create index mail_link_by_until on mail_link (until);
