-- Whose turn it is to rebuild or mend the index: one instance at a time, for as long as it keeps its lease.
CREATE TABLE sea_turn (
    name     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holder   CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NULL,
    until_at DATETIME(3)                                       NOT NULL,
    PRIMARY KEY (name)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

INSERT INTO sea_turn (name, holder, until_at) VALUES ('index', NULL, '2000-01-01 00:00:00.000');
