-- Old lots of the reserve go and new ones come. Rules: docs/reserve.md.
CREATE TABLE log_reserve_rotation (
    rotation_id    CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holding_code   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reserve_lot_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- OUT_FIRST has a gap, IN_FIRST has none.
    sequence_code  VARCHAR(9)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- SHOP: they can be sold at once. AUCTION: on hold, for the auction's file.
    offer          VARCHAR(7)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces         BIGINT       NOT NULL,
    grams          BIGINT       NOT NULL,
    -- Of the same SKU, that were taken in for it.
    refilled_grams BIGINT       NOT NULL,
    -- Code of the shop from which the new ones are ordered; empty when the holder buys himself.
    supplier_code  VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason         VARCHAR(200) NOT NULL,
    state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_by    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_at    DATETIME(3)  NOT NULL,
    decided_by     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    decided_at     DATETIME(3),
    out_on         DATE,
    allowed_until  DATE,
    extended_until DATE,
    extended_by    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    full_on        DATE,
    PRIMARY KEY (rotation_id),
    KEY log_reserve_rotation_holding (holding_code, rotation_id),
    KEY log_reserve_rotation_lot (reserve_lot_id, state),
    CONSTRAINT log_reserve_rotation_state CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED', 'OUT', 'FULL')),
    CONSTRAINT log_reserve_rotation_words CHECK (sequence_code IN ('OUT_FIRST', 'IN_FIRST') AND offer IN ('SHOP', 'AUCTION')),
    CONSTRAINT log_reserve_rotation_pieces CHECK (pieces > 0 AND grams > 0 AND refilled_grams BETWEEN 0 AND grams),
    CONSTRAINT log_reserve_rotation_out CHECK ((state IN ('OUT', 'FULL')) = (out_on IS NOT NULL)),
    CONSTRAINT log_reserve_rotation_full CHECK ((state = 'FULL') = (full_on IS NOT NULL))
) DEFAULT CHARACTER SET utf8mb4;

-- Who was told that a lot is due, so many days before; once.
CREATE TABLE log_reserve_alert (
    reserve_lot_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    days_before    INT         NOT NULL,
    due_on         DATE        NOT NULL,
    county_code    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    told_at        DATETIME(3) NOT NULL,
    PRIMARY KEY (reserve_lot_id, due_on, days_before)
) DEFAULT CHARACTER SET utf8mb4;
