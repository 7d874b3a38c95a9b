-- Mail that waits, was sent, or could not be: written in the transaction of what it tells of, sent by a job.
create table mail (
  id uuid primary key,
  key text not null unique,                 -- the occasion and whom it concerns: the Message-ID is made of it
  occasion text not null,
  person_id uuid references person (id),
  address text not null,
  language text not null,
  words jsonb,                              -- subject, paragraphs, the one thing to press; forgotten once it left the house
  -- sign-in and safety mail is sent again when in doubt, announcements and digests are not
  promise text not null check (promise in ('at_least_once', 'at_most_once')),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'suppressed')),
  tries int not null default 0,
  in_doubt boolean not null default false,  -- a try ended without a word: perhaps sent twice, or, of the other promise, never
  queued_at timestamptz not null default now(),
  next_at timestamptz not null default now(), -- waiting: the next try; sending: when whoever sends it counts as dead
  sent_at timestamptz,
  delivered_to text check (delivered_to in ('relay', 'inbox')),
  fault text,                               -- one of FAULTS
  fault_said text,                          -- the relay's own words
  check ((state = 'sent') = (sent_at is not null) and (state = 'sent') = (delivered_to is not null)),
  check (words is not null or state in ('sent', 'failed', 'suppressed'))
);
create index mail_under_way on mail (promise, next_at) where state in ('waiting', 'sending');
create index mail_in_inbox on mail (id) where delivered_to = 'inbox';
create index mail_by_time on mail (queued_at);
create index mail_by_person on mail (person_id);

-- addresses that nothing goes to any more
create table mail_suppression (
  address text primary key check (address = lower(address)),
  since timestamptz not null default now(),
  why text not null check (why in ('refused', 'bounced', 'complained'))
);
-- kinds of mail that an address asked not to get
create table mail_opt_out (
  address text not null check (address = lower(address)),
  occasion text not null,
  since timestamptz not null default now(),
  primary key (address, occasion)
);
