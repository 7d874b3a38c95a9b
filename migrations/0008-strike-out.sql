-- A city's answers only grow. The one change they allow is a strike-out, which takes a text out of a note and nothing else.
create function refuse_all_but_strike_out() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('strong_cities.strike_out', true) = 'on' and to_jsonb(new) - 'note' = to_jsonb(old) - 'note' then
    return new;
  end if;
  raise exception 'table % only grows: no row is changed or removed', tg_table_name;
end $$;
drop trigger city_answer_only_grows on city_answer;
create trigger city_answer_only_grows before update or delete on city_answer
  for each row execute function refuse_all_but_strike_out();
