-- Warehouse work: bins, waves of parcels that must make one departure, the lines to be picked for them, and what was not found.

ALTER TABLE log_stock_movement
    DROP CONSTRAINT log_stock_movement_kind,
    ADD CONSTRAINT log_stock_movement_kind CHECK (kind IN ('RECEIVED', 'RESERVED', 'ALLOCATED', 'RELEASED', 'PICKED',
        'SHIPPED', 'TRANSFERRED', 'HELD', 'UNHELD', 'EARMARKED', 'FREED', 'ADJUSTED', 'SCRAPPED', 'REVERSED', 'PUT_AWAY',
        'SET_ASIDE'));

ALTER TABLE log_reservation
    -- Pieces that a short pick left the order without; the others are its quantity.
    ADD COLUMN short_qty BIGINT NOT NULL DEFAULT 0,
    DROP CONSTRAINT log_reservation_quantity,
    ADD CONSTRAINT log_reservation_quantity CHECK (quantity >= 0 AND short_qty >= 0 AND quantity + short_qty > 0);

-- The quantity is what the order was to have; of it, what it goes without.
CREATE OR REPLACE VIEW log_claim AS
    SELECT county_code, order_id, sku_code, node_code, quantity + short_qty AS quantity, state, short_qty
    FROM log_reservation
    WHERE state <> 'RELEASED';

-- What must be held is found by its expiry, and by its lot.
ALTER TABLE log_stock_lot
    ADD KEY log_stock_lot_expiry (status, expires_on),
    ADD KEY log_stock_lot_lot (lot_code);

-- Places on the shelves of a hub or township. A node with none here has no register.
CREATE TABLE log_bin (
    node_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    bin_code      VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    zone          VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Class of goods that it is for; null for any.
    storage_class VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin,
    -- Pickers walk the bins in this order.
    walk_no       INT         NOT NULL,
    set_by        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (node_code, bin_code),
    KEY log_bin_walk (node_code, walk_no)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_wave (
    wave_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The departure that its parcels must make; null when their recipients collect where the goods stand.
    line_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    service_date DATE,
    next_node    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    departs_at   DATETIME(3),
    cut_off_at   DATETIME(3) NOT NULL,
    -- RELEASED or CANCELLED.
    state        VARCHAR(9)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    released_by  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    released_at  DATETIME(3) NOT NULL,
    ended_by     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    ended_at     DATETIME(3),
    why          VARCHAR(200),
    PRIMARY KEY (wave_id),
    KEY log_wave_node (node_code, wave_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_wave_parcel (
    wave_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    barcode      VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The barcode until its wave is cancelled: a parcel is in one wave.
    live_barcode VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (wave_id, barcode),
    UNIQUE KEY log_wave_parcel_live (live_barcode)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_pick_line (
    line_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    wave_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    barcode      VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- As asked; what is short of it has a row in log_pick_short.
    pieces       BIGINT      NOT NULL,
    -- OPEN, TAKEN (a picker has it, its pieces are set aside), PICKED (they are in his hands), PACKED, SHORT (none was found)
    -- or CANCELLED.
    state        VARCHAR(9)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Where its bin lies on the way, as it was thought when the wave was released.
    walk_no      INT         NOT NULL,
    walk_bin     VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    picker       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    taken_at     DATETIME(3),
    -- The part that it is picked from; null while none is chosen, or when the books know of none.
    lot_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    owner        VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin,
    bin_code     VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin,
    found        BIGINT,
    picked_at    DATETIME(3),
    scanner      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (line_id),
    KEY log_pick_line_wave (wave_id, state, walk_no, walk_bin, sku_code, line_id),
    KEY log_pick_line_order (order_id, state),
    KEY log_pick_line_node (node_code, state, sku_code),
    KEY log_pick_line_done (node_code, picked_at),
    CONSTRAINT log_pick_line_pieces CHECK (pieces > 0 AND (found IS NULL OR (found >= 0 AND found <= pieces)))
) DEFAULT CHARACTER SET utf8mb4;

-- A picker found fewer than his line says. Never changed.
CREATE TABLE log_pick_short (
    short_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_id       CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Asked and not found; of them picked elsewhere, and gone without.
    missing       BIGINT      NOT NULL,
    elsewhere     BIGINT      NOT NULL,
    without       BIGINT      NOT NULL,
    -- Pieces that the books had there and that were written off, or wait for it.
    written_off   BIGINT      NOT NULL,
    adjustment_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    picker        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at            DATETIME(3) NOT NULL,
    PRIMARY KEY (short_id),
    UNIQUE KEY log_pick_short_line (line_id),
    KEY log_pick_short_order (order_id),
    KEY log_pick_short_node (node_code, short_id),
    CONSTRAINT log_pick_short_sum CHECK (missing = elsewhere + without)
) DEFAULT CHARACTER SET utf8mb4;

-- Lots that are called back. Lifting a recall keeps its row.
CREATE TABLE log_recall (
    recall_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The county's hub.
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lot_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason      VARCHAR(200) NOT NULL,
    called_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    called_at   DATETIME(3) NOT NULL,
    lifted_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    lifted_at   DATETIME(3),
    -- The lot while it is called back: once at a time.
    live_lot    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (recall_id),
    UNIQUE KEY log_recall_live (live_lot),
    KEY log_recall_county (county_code, recall_id),
    KEY log_recall_lot (lot_code)
) DEFAULT CHARACTER SET utf8mb4;

-- What a node's day has had on one signature, in money as well.
ALTER TABLE log_adjustment_day
    ADD COLUMN value_fen BIGINT NOT NULL DEFAULT 0;
