-- What is not for everybody: few among many, added per request to what is kept in memory of the rest.
create index item_not_public on item (kind, id) where label <> 'public';
