-- Which of its ways an event happened in, such as the state that a parcel came to; null where there is but one, and then all
-- that want the topic hear it.
ALTER TABLE ker_outbox ADD COLUMN kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin AFTER topic;
