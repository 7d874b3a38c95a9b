-- A seat is handed over to somebody who is invited: it ends in the transaction in which the invitation is accepted.
-- The first officer of an instance is invited by nobody: the command that its operator runs has no person.
alter table invitation add column takes_over uuid references seat (id);
alter table invitation alter column invited_by drop not null;
