-- Parcels, bags and the scans that move them. Codes and ids are ASCII; a carrier's name may be Chinese.

CREATE TABLE log_parcel (
    barcode       VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_node     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_node       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state         VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- NODE, TRIP (line/date), PERSON or CARRIER, and which.
    holder_kind   VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holder        VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    in_bag        CHAR(18)    CHARACTER SET ascii COLLATE ascii_bin,
    -- Legs that are behind it; the next or current one is this plus one.
    legs_done     INT         NOT NULL,
    -- Where the next or current leg leads; null when there is none left.
    next_node     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    weight_grams  BIGINT      NOT NULL,
    volume_cm3    BIGINT      NOT NULL,
    storage_class VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cash_due_fen  BIGINT      NOT NULL,
    -- Kept by accounts; here stands no name, phone or address.
    recipient_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    booked_at     DATETIME(3) NOT NULL,
    promised_at   DATETIME(3) NOT NULL,
    -- Both only while it waits for its recipient.
    pickup_sealed VARBINARY(64),
    pickup_index  BINARY(16),
    carrier       VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    waybill       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,
    -- The number of its custody rows: each step writes one and takes the next number.
    version       INT         NOT NULL,
    PRIMARY KEY (barcode),
    UNIQUE KEY log_parcel_order (order_id),
    UNIQUE KEY log_parcel_pickup (to_node, pickup_index),
    KEY log_parcel_holder (holder, holder_kind, barcode),
    KEY log_parcel_coming (next_node, state, barcode),
    KEY log_parcel_bag (in_bag),
    CONSTRAINT log_parcel_cash CHECK (cash_due_fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_parcel_line (
    barcode     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quantity    BIGINT      NOT NULL,
    PRIMARY KEY (barcode, sku_code)
) DEFAULT CHARACTER SET utf8mb4;

-- Which lots were packed, for SKUs tracked by lot; a recall asks by lot.
CREATE TABLE log_parcel_lot (
    barcode     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lot_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quantity    BIGINT      NOT NULL,
    PRIMARY KEY (barcode, sku_code, lot_code),
    KEY log_parcel_lot_code (lot_code)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_parcel_leg (
    barcode            VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code        VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq                INT         NOT NULL,
    from_node          VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_node            VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- As promised; never changed.
    planned_line       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    planned_date       DATE        NOT NULL,
    planned_departs_at DATETIME(3) NOT NULL,
    planned_arrives_at DATETIME(3) NOT NULL,
    -- The trip it goes with, by the timetable.
    line_code          VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date       DATE        NOT NULL,
    departs_at         DATETIME(3) NOT NULL,
    arrives_at         DATETIME(3) NOT NULL,
    -- Why that is not the planned one: MISSED_DEPARTURE or WITH_BAG.
    changed_because    VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,
    -- When it was scanned out and in.
    left_at            DATETIME(3),
    arrived_at         DATETIME(3),
    PRIMARY KEY (barcode, seq)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_bag (
    -- SSCC of GS1.
    sscc         CHAR(18)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_node    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    next_node    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- OPEN, ON_TRIP, ARRIVED or EMPTIED.
    state        VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holder_kind  VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holder       VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    -- HAZARDOUS or OTHER, by what is in it; null while it is empty.
    goods        VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
    line_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    service_date DATE,
    departs_at   DATETIME(3),
    opened_by    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_at    DATETIME(3) NOT NULL,
    version      INT         NOT NULL,
    PRIMARY KEY (sscc),
    KEY log_bag_from (from_node, state),
    KEY log_bag_next (next_node, state)
) DEFAULT CHARACTER SET utf8mb4;

-- Every scan that was answered, applied or refused, with its answer. Never changed.
CREATE TABLE log_scan (
    scan_key     CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scanner      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scan_id      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind         VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    barcode      VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin,
    sscc         CHAR(18)     CHARACTER SET ascii COLLATE ascii_bin,
    actor        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    device_time  DATETIME(3),
    server_time  DATETIME(3)  NOT NULL,
    -- Keyed hash of all that was sent: the same id with another body is not a repetition.
    request_hash BINARY(16)   NOT NULL,
    outcome      VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code         VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin,
    title        VARCHAR(240),
    state        VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (scan_key),
    UNIQUE KEY log_scan_id (scanner, scan_id),
    KEY log_scan_barcode (barcode),
    KEY log_scan_node (node_code, server_time)
) DEFAULT CHARACTER SET utf8mb4;

-- The history of each parcel: one row for each step, and who had it before and after. Never changed.
CREATE TABLE log_custody (
    barcode     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq         INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- BOOK, WITHDRAW, or the kind of the scan.
    what        VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state_from  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin,
    state_to    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_kind   VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin,
    from_holder VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    to_kind     VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_holder   VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    -- The bag it lies in after the step.
    in_bag      CHAR(18)    CHARACTER SET ascii COLLATE ascii_bin,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scan_key    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    actor       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at          DATETIME(3) NOT NULL,
    PRIMARY KEY (barcode, seq),
    KEY log_custody_scan (scan_key),
    KEY log_custody_flow (county_code, what, at)
) DEFAULT CHARACTER SET utf8mb4;

-- Wrong pickup codes, counted per node with actor, and per parcel.
CREATE TABLE log_pickup_guess (
    subject      VARCHAR(110) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    wrong        INT          NOT NULL,
    -- When the first of them was made.
    since        DATETIME(3)  NOT NULL,
    locked_until DATETIME(3),
    PRIMARY KEY (subject)
) DEFAULT CHARACTER SET utf8mb4;
