-- The feed asks for what was published or changed last.
create index item_changed on item (kind, updated_at desc, id desc);
