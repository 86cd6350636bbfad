-- What is ordered from suppliers, and what stations ask for together.

CREATE TABLE log_purchase (
    purchase_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    supplier_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- ORDERED, CONFIRMED (the supplier has seen it) or CLOSED (all came, or no more is awaited).
    state         VARCHAR(9)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expected_on   DATE,
    ordered_by    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ordered_at    DATETIME(3) NOT NULL,
    -- The collective purchase that it is for; null for others.
    gathering_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (purchase_id),
    KEY log_purchase_node (node_code, purchase_id),
    KEY log_purchase_supplier (supplier_code, purchase_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_purchase_line (
    purchase_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ordered     BIGINT      NOT NULL,
    -- Good pieces that were ordered, damaged ones, and good ones beyond the order.
    received    BIGINT      NOT NULL,
    damaged     BIGINT      NOT NULL,
    excess      BIGINT      NOT NULL,
    PRIMARY KEY (purchase_id, line_no),
    UNIQUE KEY log_purchase_line_sku (purchase_id, sku_code),
    KEY log_purchase_line_of (sku_code),
    CONSTRAINT log_purchase_line_whole CHECK (ordered > 0 AND received BETWEEN 0 AND ordered AND damaged >= 0 AND excess >= 0)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_station_request (
    request_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asked        BIGINT      NOT NULL,
    -- ASKED, ORDERED or REJECTED.
    state        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asked_by     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asked_at     DATETIME(3) NOT NULL,
    approved     BIGINT      NOT NULL,
    -- Pieces that were cross-docked to it at the hub.
    sent         BIGINT      NOT NULL,
    decided_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    gathering_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (request_id),
    KEY log_station_request_node (node_code, request_id),
    KEY log_station_request_open (county_code, state, request_id),
    KEY log_station_request_gathering (gathering_id),
    CONSTRAINT log_station_request_whole CHECK (asked > 0 AND approved >= 0 AND sent BETWEEN 0 AND approved)
) DEFAULT CHARACTER SET utf8mb4;

-- How much of a SKU a node is to have.
CREATE TABLE log_stock_policy (
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    min_pieces  BIGINT      NOT NULL,
    -- At or below it more is proposed, up to the maximum or what covers so many days.
    reorder_at  BIGINT      NOT NULL,
    max_pieces  BIGINT      NOT NULL,
    cover_days  INT,
    set_by      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (node_code, sku_code),
    KEY log_stock_policy_county (county_code, node_code, sku_code),
    CONSTRAINT log_stock_policy_order CHECK (min_pieces >= 0 AND reorder_at >= min_pieces AND max_pieces > reorder_at
        AND (cover_days IS NULL OR cover_days > 0))
) DEFAULT CHARACTER SET utf8mb4;
