-- Cash that a keeper took at his counter for what he ordered for a villager.

CREATE TABLE ord_counter_cash (
    payment_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    group_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    keeper_id   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fen         BIGINT      NOT NULL,
    -- Null until it lies in the drawer.
    taken_at    DATETIME(3) NULL,
    PRIMARY KEY (payment_id),
    KEY ord_counter_cash_group (group_id),
    KEY ord_counter_cash_keeper (keeper_id),
    CONSTRAINT ord_counter_cash_some CHECK (fen > 0)
) DEFAULT CHARACTER SET utf8mb4;

-- Who takes cash for orders at a node has its row, so that two at once cannot pass its limit together.
CREATE TABLE ord_counter_node (
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (node_code)
) DEFAULT CHARACTER SET utf8mb4;
