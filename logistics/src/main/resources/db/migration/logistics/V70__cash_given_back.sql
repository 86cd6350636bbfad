-- What a keeper pays out of his drawer is a row of its own below zero, so that the drawer is the sum of its rows.
ALTER TABLE log_cash_taken DROP CONSTRAINT log_cash_some;
ALTER TABLE log_cash_taken ADD CONSTRAINT log_cash_some CHECK (fen <> 0);
