-- Orders that the county changed before they were picked: each is replaced by another of its group. Never changed.
CREATE TABLE ord_order_change (
    -- The order that was changed.
    order_id    CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The one that is there instead.
    into_id     CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- What each costs its buyer, in fen.
    before_fen  BIGINT       NOT NULL,
    after_fen   BIGINT       NOT NULL,
    -- What went back to him; 0 where it is paid in cash.
    back_fen    BIGINT       NOT NULL,
    reason      VARCHAR(200) NOT NULL,
    actor       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    changed_at  DATETIME(3)  NOT NULL,
    PRIMARY KEY (order_id),
    UNIQUE KEY ord_order_change_into (into_id),
    CONSTRAINT ord_order_change_fen CHECK (before_fen >= 0 AND after_fen > 0 AND back_fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;
