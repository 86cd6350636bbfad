-- Files that are loaded while their sender looks on. What a file brings is written in one transaction: a job that its process left
-- behind has loaded nothing.

CREATE TABLE cat_import (
    id         CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    made_by    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at    DATETIME(3)                                       NOT NULL,
    stage      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    rows_total BIGINT                                            NOT NULL,
    rows_done  BIGINT                                            NOT NULL,
    report     MEDIUMTEXT                                        NULL,
    told_at    DATETIME(3)                                       NOT NULL,
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
