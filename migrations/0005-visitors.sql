-- What a visitor without an account answered: for that browser alone, for 30 days. Nothing else joins these tables.
create table visitor (
  id uuid primary key,
  concerns text[] not null default '{}',
  created_at timestamptz not null default now(),
  until timestamptz not null
);
create index visitor_by_until on visitor (until);
create table visitor_answer (
  visitor_id uuid not null references visitor (id) on delete cascade,
  factor text not null references factor (code),
  state text not null check (state in ('answered', 'not_known', 'rather_not_say')),
  value text[] not null,
  day date not null,
  primary key (visitor_id, factor)
);
