-- Search: every word under every form by which it can be found, made by the program (src/base/words.ts), so that one
-- index answers in three languages. What is shown is always read from item_text; who may see it is always joined.

-- Lexemes that are facts, not words, begin with §: nothing that people type can contain it.
-- What an item is about: its kind, its region and country, the terms that it carries, itself if it is a term.
create function search_facts(id uuid) returns text[] language sql stable as $$
  select array(
    select '§kind/' || case when item.kind = 'term' and item.slug like 'glossary/%' then 'glossary' else item.kind end from item where item.id = $1
    union select '§regions/' || item.region from item where item.id = $1 and item.kind in ('practice', 'city') and item.region is not null
    union select '§' || item.slug from item where item.id = $1 and item.kind = 'term'
    union select '§' || carried.vocabulary || '/' || carried.code from practice_term carried where carried.practice_id = $1
    union select '§country/' || practice.country from practice where practice.id = $1 and practice.country is not null
    union select '§country/' || city.country from city where city.id = $1 and city.country is not null
    union select '§challenges/' || code from city, unnest(city.challenge_terms) code where city.id = $1
    order by 1)
$$;

-- The forms and their stems, these under a mark of their own. `dictionary` is null for a language without one.
create function search_lexemes(forms text[], dictionary text) returns tsvector language sql stable as $$
  select array_to_tsvector(array(
    select form from unnest(forms) form where form <> ''
    union select '~' || stem from unnest(forms) form, unnest(ts_lexize(dictionary::regdictionary, form)) stem where stem <> ''))
$$;

-- The words of a phrase by their stems, in order: réfugié finds réfugiés, and nothing shorter or longer.
create function search_phrase(language text, words text[], dictionary text) returns text language sql stable as $$
  select language || ':' || string_agg(coalesce((ts_lexize(dictionary::regdictionary, word))[1], word), ' ' order by place)
  from unnest(words) with ordinality as each (word, place)
$$;

drop index search_entry_document, search_entry_words;
alter table search_entry
  drop column words,
  drop column hidden,
  -- whole phrases: title and synonyms by their stems; hidden ones as they are, and never shown
  add column phrases text[] not null default '{}',
  add column hidden text[] not null default '{}',
  add column title_words tsvector not null default '',
  add column synonym_words tsvector not null default '',
  add column summary_words tsvector not null default '',
  add column facts text[] not null default '{}';
-- the three above and the body, the facts and the language: this one is searched, the three say where it matched
update search_entry set title_words = strip(to_tsvector('simple', title)), document = strip(document);
create index search_entry_document on search_entry using gin (document);
create index search_entry_title_words on search_entry using gin (title_words);
create index search_entry_phrases on search_entry using gin (phrases, hidden);

create function search_entry_takes_facts() returns trigger language plpgsql as $$
begin
  new.facts := search_facts(new.item_id);
  new.document := ts_delete(new.document, coalesce(old.facts, '{}')) || array_to_tsvector(new.facts || ('§in/' || new.language));
  new.title_words := ts_delete(new.title_words, coalesce(old.facts, '{}'))
    || array_to_tsvector(array(select fact from unnest(new.facts) fact where fact like '§kind/%') || ('§in/' || new.language));
  return new;
end $$;
create trigger search_entry_takes_facts before insert or update on search_entry
  for each row execute function search_entry_takes_facts();
update search_entry set facts = facts;

-- Facts are written after the words: whatever changes them renews the entries, in the same transaction.
create function search_facts_changed() returns trigger language plpgsql as $$
begin
  execute format('update search_entry entry set facts = entry.facts from (select distinct %I as id from changed) changed_items
    where entry.item_id = changed_items.id and entry.facts is distinct from search_facts(entry.item_id)', tg_argv[0]);
  return null;
end $$;
create trigger practice_term_found_by after insert on practice_term referencing new table as changed
  for each statement execute function search_facts_changed('practice_id');
create trigger practice_term_found_no_more after delete on practice_term referencing old table as changed
  for each statement execute function search_facts_changed('practice_id');
create trigger practice_told_found_by after insert on practice referencing new table as changed
  for each statement execute function search_facts_changed('id');
create trigger practice_changed_found_by after update on practice referencing new table as changed
  for each statement execute function search_facts_changed('id');
create trigger city_told_found_by after insert on city referencing new table as changed
  for each statement execute function search_facts_changed('id');
create trigger city_changed_found_by after update on city referencing new table as changed
  for each statement execute function search_facts_changed('id');

-- Every word that stands in an entry, once: where spellings are looked up. `near`: the keys of src/base/spelling.ts.
create table search_word (
  word text primary key,
  near text[] not null
);
create index search_word_near on search_word using gin (near);
create index search_word_like on search_word using gin (word gin_trgm_ops);

-- A word that no entry holds any more is forgotten: what was struck out leaves nothing here.
create function search_words_forgotten() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from search_word using (select distinct lexeme from gone, unnest(tsvector_to_array(gone.document)) lexeme where lexeme !~ '^[§~]') lost
      where search_word.word = lost.lexeme
        and not exists (select 1 from search_entry entry where entry.document @@ quote_literal(lost.lexeme)::tsquery);
  else
    delete from search_word using (
      select lexeme from gone, unnest(tsvector_to_array(gone.document)) lexeme where lexeme !~ '^[§~]'
      except select lexeme from come, unnest(tsvector_to_array(come.document)) lexeme) lost
      where search_word.word = lost.lexeme
        and not exists (select 1 from search_entry entry where entry.document @@ quote_literal(lost.lexeme)::tsquery);
  end if;
  return null;
end $$;
create trigger search_words_forgotten_with_entry after delete on search_entry referencing old table as gone
  for each statement execute function search_words_forgotten();
create trigger search_words_forgotten_after_change after update on search_entry referencing old table as gone new table as come
  for each statement execute function search_words_forgotten();
