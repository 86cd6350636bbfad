-- Orders that end otherwise than by a delivery: their parcel came home, is lost for good, or went out with less than was bought.
ALTER TABLE ord_order
    DROP CONSTRAINT ord_order_fulfilment,
    ADD CONSTRAINT ord_order_fulfilment CHECK (fulfilment_status IN
        ('RESERVED', 'ALLOCATED', 'PACKED', 'READY', 'HANDED_OVER', 'WITH_CARRIER', 'GIVEN_BACK', 'RETURNED', 'LOST')),
    -- What the buyer need not pay, or got back, for pieces that were not to be had; part of the total.
    ADD COLUMN short_fen BIGINT NOT NULL DEFAULT 0,
    ADD CONSTRAINT ord_order_short CHECK (short_fen BETWEEN 0 AND total_fen);

ALTER TABLE ord_line
    -- Pieces of it that were not to be had when it was picked.
    ADD COLUMN short_quantity INT NOT NULL DEFAULT 0,
    ADD CONSTRAINT ord_line_short CHECK (short_quantity BETWEEN 0 AND quantity);

-- Each short pick has its effect once, because its row is written with the effect.
CREATE TABLE ord_short_pick (
    short_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      BIGINT      NOT NULL,
    fen         BIGINT      NOT NULL,
    heard_at    DATETIME(3) NOT NULL,
    PRIMARY KEY (short_id),
    KEY ord_short_pick_order (order_id),
    CONSTRAINT ord_short_pick_pieces CHECK (pieces > 0 AND fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;
