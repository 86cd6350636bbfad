-- Cash that keepers take for parcels, from the drawer to where it is banked. One holder at a time; each side says what he counted.

CREATE TABLE log_cash_taken (
    barcode     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fen         BIGINT      NOT NULL,
    actor       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    taken_at    DATETIME(3) NOT NULL,
    -- The county's day.
    taken_on    DATE        NOT NULL,
    -- Null while it lies in the drawer.
    handover_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (barcode),
    KEY log_cash_drawer (node_code, handover_id, taken_on),
    KEY log_cash_bundle (handover_id),
    CONSTRAINT log_cash_some CHECK (fen > 0)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_cash_handover (
    handover_id  CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_path    VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- What was taken for its parcels, and what its keeper counted.
    taken_fen    BIGINT       NOT NULL,
    offered_fen  BIGINT       NOT NULL,
    offered_by   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    offered_at   DATETIME(3)  NOT NULL,
    -- OFFERED, CARRIED by a driver, IN at a node above.
    state        VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    carried_fen  BIGINT,
    carried_by   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    carried_at   DATETIME(3),
    in_fen       BIGINT,
    in_node      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    in_by        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    in_at        DATETIME(3),
    PRIMARY KEY (handover_id),
    KEY log_cash_handover_node (node_code, handover_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_cash_difference (
    handover_id  CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- OFFERED, CARRIED or IN: at which count it was seen.
    seen         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_path    VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Who had it and must answer.
    owner        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expected_fen BIGINT       NOT NULL,
    counted_fen  BIGINT       NOT NULL,
    opened_at    DATETIME(3)  NOT NULL,
    due_at       DATETIME(3)  NOT NULL,
    -- PAID_IN, MISCOUNTED or WRITTEN_OFF; null while it is open.
    reason       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin,
    note         VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    closed_by    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    closed_at    DATETIME(3),
    PRIMARY KEY (handover_id, seen),
    KEY log_cash_difference_node (node_code, handover_id)
) DEFAULT CHARACTER SET utf8mb4;
