-- Theme pages gather the cities that name a concern.
create index city_by_concern on city using gin (challenge_terms);
