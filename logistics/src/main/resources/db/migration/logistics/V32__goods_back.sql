-- Goods that buyers hand in to be brought back to where they were sent from. Times are UTC.

CREATE TABLE log_return (
    -- Id of the request for which they come back; opaque here.
    return_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The order with which they went out.
    order_id     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    barcode      VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    home_node    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    weight_grams BIGINT      NOT NULL,
    taken_by     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    taken_at     DATETIME(3) NOT NULL,
    -- The act by which pieces came into the stock; null when none did, or before.
    act_id       CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    inspected_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    inspected_at DATETIME(3),
    PRIMARY KEY (return_id),
    UNIQUE KEY log_return_barcode (barcode),
    KEY log_return_order (order_id),
    KEY log_return_home (home_node, inspected_at, barcode),
    CONSTRAINT log_return_weight CHECK (weight_grams > 0),
    CONSTRAINT log_return_inspected CHECK ((inspected_by IS NULL) = (inspected_at IS NULL))
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_return_line (
    return_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      BIGINT      NOT NULL,
    PRIMARY KEY (return_id, sku_code),
    CONSTRAINT log_return_line_pieces CHECK (pieces > 0)
) DEFAULT CHARACTER SET utf8mb4;

-- What they turned out to be, by lot and owner.
CREATE TABLE log_return_part (
    return_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Empty for SKUs that are not tracked by lot, and for what is missing.
    lot_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner       VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    found       VARCHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      BIGINT      NOT NULL,
    PRIMARY KEY (return_id, sku_code, lot_code, owner, found),
    CONSTRAINT log_return_part_found CHECK (found IN ('AVAILABLE', 'ON_HOLD', 'QUARANTINED', 'DAMAGED', 'SCRAPPED', 'MISSING')),
    CONSTRAINT log_return_part_pieces CHECK (pieces > 0)
) DEFAULT CHARACTER SET utf8mb4;
