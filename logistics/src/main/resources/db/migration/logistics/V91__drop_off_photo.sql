-- A photo of what was handed in, taken by who took it in; null for none.
ALTER TABLE log_drop_off ADD COLUMN photo_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin;
