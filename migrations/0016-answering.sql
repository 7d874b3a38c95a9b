-- Answers given from seats. A partner organisation's answer names it, and is nobody else's until released.
alter table city_answer add column organisation_id uuid references organisation (id);
create index city_answer_by_organisation on city_answer (organisation_id, city_id, factor) where organisation_id is not null;

-- Answers only grow: what is shown more narrowly than before, or no longer released, is named here with the row that
-- took its place, and from then on it is shown to nobody but whoever gave it.
create table city_answer_taken_back (
  answer_id uuid primary key references city_answer (id),
  by_answer uuid not null references city_answer (id)
);
create index city_answer_taken_back_by on city_answer_taken_back (by_answer);
create trigger city_answer_taken_back_only_grows before update or delete on city_answer_taken_back
  for each statement execute function refuse_change();
