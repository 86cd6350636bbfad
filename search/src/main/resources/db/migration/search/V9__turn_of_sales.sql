-- What is sold is brought into the index by one instance, not by each.
INSERT INTO sea_turn (name, holder, until_at) VALUES ('sales', NULL, '2000-01-01 00:00:00.000');
