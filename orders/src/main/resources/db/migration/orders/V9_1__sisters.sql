-- Orders that serve from another node what was missing when their first order was picked. Each short pick makes each of them once.
CREATE TABLE ord_sister (
    sister_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    short_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      BIGINT      NOT NULL,
    -- What of the first order's price is the sister's now.
    fen         BIGINT      NOT NULL,
    made_at     DATETIME(3) NOT NULL,
    PRIMARY KEY (sister_id),
    KEY ord_sister_order (order_id),
    CONSTRAINT ord_sister_moved CHECK (pieces > 0 AND fen > 0)
) DEFAULT CHARACTER SET utf8mb4;
