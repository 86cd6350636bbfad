-- Photos that buyers send with what they ask for or write: drawn anew by us.
CREATE TABLE ord_photo (
    photo_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- SHA-256 of what was sent: the same again is the same photo while nothing names it.
    sent_sha256 CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    width       SMALLINT UNSIGNED NOT NULL,
    height      SMALLINT UNSIGNED NOT NULL,
    bytes       MEDIUMBLOB  NOT NULL,
    uploaded_at DATETIME(3) NOT NULL,
    -- Id of the request or review that names it; null while none does.
    used_by     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (photo_id),
    KEY ord_photo_unused (account_id, used_by),
    KEY ord_photo_old (used_by, uploaded_at)
) DEFAULT CHARACTER SET utf8mb4;
