-- Photos as proof: drawn anew by us, without what the camera wrote into them.

CREATE TABLE log_photo (
    photo_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    uploaded_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- SHA-256 of what was sent: the same again by the same hands at the same node is the same photo.
    sent_sha256   CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- SHA-256 of what is kept.
    sha256        CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    media_type    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    width         SMALLINT UNSIGNED NOT NULL,
    height        SMALLINT UNSIGNED NOT NULL,
    bytes         MEDIUMBLOB  NOT NULL,
    -- The database's time: rubbish is cleared by real time, wherever the county's clock stands.
    uploaded_at   DATETIME(3) NOT NULL,
    -- Whether a scan names it: then it stays as long as the parcel's history.
    kept          TINYINT     NOT NULL,
    PRIMARY KEY (photo_id),
    UNIQUE KEY log_photo_sent (uploaded_by, node_code, sent_sha256),
    KEY log_photo_unused (kept, uploaded_at)
) DEFAULT CHARACTER SET utf8mb4;

-- Of a scan that was applied.
ALTER TABLE log_scan ADD COLUMN photo_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin;
