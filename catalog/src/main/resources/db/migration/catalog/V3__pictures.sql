-- Pictures as we drew them, in each size, by the hash of the largest; who sent it, so that nobody sends without end.

CREATE TABLE cat_picture (
    hash        CHAR(64) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    uploaded_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    uploaded_at DATETIME(3)                                       NOT NULL,
    PRIMARY KEY (hash),
    KEY cat_picture_uploader (uploaded_by, uploaded_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE cat_picture_file (
    hash    CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    longest SMALLINT                                       NOT NULL,
    width   SMALLINT                                       NOT NULL,
    height  SMALLINT                                       NOT NULL,
    bytes   MEDIUMBLOB                                     NOT NULL,
    PRIMARY KEY (hash, longest)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- Hashes in the order in which they are shown, as JSON.
ALTER TABLE cat_product ADD COLUMN pictures TEXT NULL;
