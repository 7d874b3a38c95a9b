-- Keys of this instance, made at the first start and kept: cookies stay valid across restarts and processes.
create table secret (
  name text primary key,
  value text not null
);
