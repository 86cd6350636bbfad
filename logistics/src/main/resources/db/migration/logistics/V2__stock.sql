-- Stock that is always explained: a level per SKU and node, and the movements that made it. Quantities are pieces.

CREATE TABLE log_stock_level (
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    on_hand     BIGINT NOT NULL,
    -- Quarantined, damaged or recalled.
    on_hold     BIGINT NOT NULL,
    -- Held by orders, before payment and after.
    allocated   BIGINT NOT NULL,
    -- Allotted to a live session, a presale or a promotion.
    earmarked   BIGINT NOT NULL,
    -- Belongs to a reserve.
    floor_qty   BIGINT NOT NULL,
    PRIMARY KEY (sku_code, node_code),
    KEY log_stock_level_node (node_code),
    CONSTRAINT log_stock_level_on_hand CHECK (on_hand >= 0),
    CONSTRAINT log_stock_level_on_hold CHECK (on_hold >= 0),
    CONSTRAINT log_stock_level_allocated CHECK (allocated >= 0),
    CONSTRAINT log_stock_level_earmarked CHECK (earmarked >= 0),
    CONSTRAINT log_stock_level_floor CHECK (floor_qty >= 0)
) DEFAULT CHARACTER SET utf8mb4;

-- Never changed, never deleted. A level is the sum of its movements, column by column.
CREATE TABLE log_stock_movement (
    movement_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code     VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Null when the movement does not concern one lot.
    lot_code        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    kind            VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    on_hand_delta   BIGINT NOT NULL,
    on_hold_delta   BIGINT NOT NULL,
    allocated_delta BIGINT NOT NULL,
    earmarked_delta BIGINT NOT NULL,
    floor_delta     BIGINT NOT NULL,
    -- Pieces the movement speaks of, also where no column changes (reserved becomes allocated).
    quantity        BIGINT NOT NULL,
    cause_kind      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cause_id        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor           VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    occurred_at     DATETIME(3) NOT NULL,
    recorded_at     DATETIME(3) NOT NULL,
    PRIMARY KEY (movement_id),
    KEY log_stock_movement_level (sku_code, node_code, movement_id),
    KEY log_stock_movement_cause (cause_id),
    CONSTRAINT log_stock_movement_kind CHECK (kind IN ('RECEIVED', 'RESERVED', 'ALLOCATED', 'RELEASED', 'PICKED',
        'SHIPPED', 'TRANSFERRED', 'HELD', 'UNHELD', 'EARMARKED', 'FREED', 'ADJUSTED', 'SCRAPPED', 'REVERSED'))
) DEFAULT CHARACTER SET utf8mb4;

-- What an order holds: one row per SKU and node. What was given back stays until the order takes it anew.
CREATE TABLE log_reservation (
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quantity    BIGINT      NOT NULL,
    state       VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    changed_at  DATETIME(3) NOT NULL,
    PRIMARY KEY (order_id, sku_code, node_code),
    KEY log_reservation_level (sku_code, node_code),
    CONSTRAINT log_reservation_quantity CHECK (quantity > 0),
    CONSTRAINT log_reservation_state CHECK (state IN ('RESERVED', 'ALLOCATED', 'PICKED', 'RELEASED'))
) DEFAULT CHARACTER SET utf8mb4;

-- Pieces on hand by lot, for SKUs tracked by lot; they sum to the level's on_hand. Identity and expiry are catalog's.
CREATE TABLE log_stock_lot (
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lot_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    on_hand     BIGINT NOT NULL,
    PRIMARY KEY (sku_code, node_code, lot_code),
    CONSTRAINT log_stock_lot_on_hand CHECK (on_hand >= 0)
) DEFAULT CHARACTER SET utf8mb4;

-- What orders still hold or have had picked, for whoever checks them against the orders (org.cunlu.logistics.StockClaims).
CREATE VIEW log_claim AS
    SELECT county_code, order_id, sku_code, node_code, quantity, state
    FROM log_reservation
    WHERE state <> 'RELEASED';
