-- Texts on which their writer insisted although something was found in them: nobody else reads them before a reviewer decides.
create table held_text (
  id uuid primary key,
  person_id uuid not null references person (id),
  item_id uuid references item (id),        -- the thing that it is in, or of; null: of a page of ours
  kind text not null check (kind in ('organisation', 'answer', 'invitation', 'report')),
  place text not null,                      -- where in it
  text text not null,
  former text not null default '',          -- what stood there when it was typed, and stands until it is decided
  signs text[] not null,                    -- what was found, by kind
  why text not null,
  state text not null default 'waiting' check (state in ('waiting', 'let_through', 'struck', 'returned', 'replaced')),
  at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by text,
  answer text,                              -- what the reviewer says to the writer
  seen_at timestamptz,                      -- the writer read what became of it
  check ((state = 'waiting') = (decided_at is null)),
  check (state not in ('let_through', 'struck', 'returned') or decided_by is not null),
  check ((state = 'returned') <= (answer is not null)),
  -- nobody decides on their own text
  check (decided_by is distinct from 'person:' || person_id or state = 'replaced')
);
-- a form sent twice is held once
create unique index held_text_once on held_text (person_id, kind, place, coalesce(item_id, person_id), md5(text)) where state = 'waiting';
create index held_text_by_person on held_text (person_id);
create index held_text_own on held_text ((person_id::text), id);
create index held_text_by_item on held_text (item_id);
create index held_text_waiting on held_text (id) where state = 'waiting';
