-- What became of the goods of parcels that came home: each is inspected once, and all that was picked for it is accounted for.
CREATE TABLE log_homecoming (
    barcode      VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The act by which the pieces came into the stock; null when none did.
    act_id       CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    inspected_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    inspected_at DATETIME(3) NOT NULL,
    PRIMARY KEY (barcode)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_homecoming_part (
    barcode     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Empty for SKUs that are not tracked by lot.
    lot_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner       VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- A status of the stock, or MISSING.
    found       VARCHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      BIGINT      NOT NULL,
    PRIMARY KEY (barcode, sku_code, lot_code, owner, found),
    CONSTRAINT log_homecoming_part_found CHECK (found IN ('AVAILABLE', 'ON_HOLD', 'QUARANTINED', 'DAMAGED', 'MISSING')),
    CONSTRAINT log_homecoming_part_pieces CHECK (pieces > 0)
) DEFAULT CHARACTER SET utf8mb4;
