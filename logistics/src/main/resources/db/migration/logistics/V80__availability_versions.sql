-- Rises each time a level is told, so that whoever keeps a picture of it knows which of two is the later one.
ALTER TABLE log_availability_told ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
