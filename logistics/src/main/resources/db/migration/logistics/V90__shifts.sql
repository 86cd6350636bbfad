-- Who answered for the drawer of a node, from when to when, and what he counted on both sides against what had been taken.
CREATE TABLE log_shift (
    shift_id          CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code         VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    keeper            VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    began_at          DATETIME(3)  NOT NULL,
    -- What lay in the drawer by the book, and by hand; where they differ, why.
    began_fen         BIGINT       NOT NULL,
    began_counted_fen BIGINT       NOT NULL,
    began_note        VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    -- All null while it runs. Another of the same node may end what somebody forgot.
    ended_by          VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    ended_at          DATETIME(3),
    ended_fen         BIGINT,
    ended_counted_fen BIGINT,
    ended_note        VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    -- The bundle into which the drawer was given up at its end.
    handover_id       CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    -- 1 while it runs: the key lets a node have one.
    running           TINYINT,
    PRIMARY KEY (shift_id),
    UNIQUE KEY log_shift_running (node_code, running),
    KEY log_shift_node (node_code, shift_id),
    CONSTRAINT log_shift_counts CHECK (began_counted_fen >= 0 AND ended_counted_fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;
