-- What is told of a file where it hangs: a title in the language of its item, what can be seen on a photo, whose it is
-- and what others may do with it. Taken down, it hangs invisibly for a day and can be hung up again.
alter table attachment
  add title text not null default '' check (length(title) <= 200),
  add alt text not null default '' check (length(alt) <= 500),
  add source text not null default '' check (length(source) <= 300),
  add licence text not null default 'all_rights_reserved' check (licence in ('cc_by', 'public_domain', 'all_rights_reserved')),
  add names_inside boolean not null default false,  -- the file may still say who wrote it
  add revision int not null default 1,
  add form_key uuid,                         -- of the form that brought it: sent twice, it hangs once
  add withdrawn_at timestamptz,
  add withdrawn_side text check (withdrawn_side in ('place', 'hub')),
  add unique (form_key, digest),
  add check ((withdrawn_at is null) = (withdrawn_side is null));
create index attachment_withdrawn on attachment (withdrawn_at) where withdrawn_at is not null;
