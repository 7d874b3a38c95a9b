-- Reports on content, by anybody, followed by a code of which only the digest is kept; and cities at risk.
create table report (
  id uuid primary key,
  kind text not null check (kind in ('personal_data', 'safety', 'stigma', 'wrong_fact', 'other')),
  path text not null,                       -- the page it was seen on, without what was asked of it
  item_id uuid references item (id),        -- the thing that the page shows; null: a page of ours
  words text not null,
  language text not null,
  email text check (email = lower(email)),  -- only where they want to hear back; forgotten when it is closed
  person_id uuid references person (id),    -- the same, for whoever signed in and said so
  same bytea not null,                      -- of what was said, to know a form that was sent twice
  created_at timestamptz not null default now(),
  state text not null default 'received' check (state in ('received', 'looked_at', 'decided', 'appealed', 'closed')),
  decision text check (decision in ('upheld', 'not_upheld', 'no_action_possible')),
  reasons text,
  decided_at timestamptz,
  decided_by text,
  appeal_from text check (appeal_from in ('reporter', 'owner')),
  appeal_words text,
  appealed_at timestamptz,
  appeal_decision text check (appeal_decision in ('upheld', 'not_upheld', 'no_action_possible')),
  appeal_reasons text,
  appeal_decided_at timestamptz,
  appeal_decided_by text,
  closed_at timestamptz,
  -- what was done at once: the label before, and in how many places a text was struck out
  hidden_at timestamptz,
  former_label text check (former_label in ('public', 'network', 'region', 'cities', 'team')),
  former_readers uuid[] not null default '{}',
  struck int not null default 0,
  check ((decision is null) = (decided_by is null) and (decision is null) = (reasons is null)),
  check ((appeal_from is null) = (appeal_words is null)),
  check ((appeal_decision is null) = (appeal_decided_by is null) and (appeal_decision is null) = (appeal_reasons is null)),
  check ((hidden_at is null) = (former_label is null)),
  -- whoever decided first does not decide the appeal
  check (appeal_decided_by is distinct from decided_by or appeal_decided_by is null)
);
create index report_by_state on report (state, id);
create index report_by_item on report (item_id);
create index report_by_person on report (person_id);
create index report_sent_twice on report (same, created_at);

create table report_code (
  digest bytea primary key,
  report_id uuid not null references report (id) on delete cascade
);
create index report_code_by_report on report_code (report_id);

-- who moved it, when: the life of a report only grows
create table report_move (
  id uuid primary key,
  report_id uuid not null references report (id),
  move text not null,
  by_whom text not null,                    -- 'reporter' for whoever holds a code
  at timestamptz not null default now()
);
create index report_move_by_report on report_move (report_id, id);
create trigger report_move_only_grows before update or delete on report_move
  for each statement execute function refuse_change();

create table city_risk (
  id uuid primary key,
  city_id uuid not null references city (id),
  since timestamptz not null default now(),
  switched_by text not null,
  former_label text not null check (former_label in ('public', 'network', 'region', 'cities', 'team')),
  former_readers uuid[] not null default '{}',
  confirmed_at timestamptz,
  confirmed_by text,
  ended_at timestamptz,
  ended_by text,
  why_ended text,
  check ((confirmed_at is null) = (confirmed_by is null)),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (why_ended is null))
);
create unique index city_risk_once on city_risk (city_id) where ended_at is null;

-- While a city is at risk, or a reported thing is hidden and its report not closed, no import and no form shows it again.
create function keep_hidden() returns trigger language plpgsql as $$
begin
  if new.label <> 'team' and (
    exists (select from city_risk where city_id = new.id and ended_at is null)
    or exists (select from report where item_id = new.id and hidden_at is not null and state <> 'closed'))
  then new.label := 'team';
  end if;
  return new;
end $$;
create trigger item_keep_hidden before update of label on item for each row execute function keep_hidden();
