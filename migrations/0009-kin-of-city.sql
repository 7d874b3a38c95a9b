-- The page of a city asks which practices name it among their kin.
create index practice_kinship_by_city on practice_kinship (city_id) where city_id is not null;
