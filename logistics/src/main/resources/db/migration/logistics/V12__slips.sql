-- Promises that slip: what is promised now, why, legs that were put aside, and what is closed.

ALTER TABLE log_parcel
    -- What is promised since the first promise, which stays, slipped; null while that stands or nothing can be promised.
    ADD COLUMN slipped_to DATETIME(3),
    -- No way leads there now: nothing is promised.
    ADD COLUMN stranded   TINYINT NOT NULL DEFAULT 0,
    ADD KEY log_parcel_state (state, barcode);

ALTER TABLE log_parcel_leg
    ADD KEY log_parcel_leg_trip (line_code, departs_at),
    ADD KEY log_parcel_leg_from (from_node, departs_at),
    ADD KEY log_parcel_leg_to (to_node, arrives_at);

-- Each slip of a promise and each change of a way by it. Never changed.
CREATE TABLE log_slip (
    barcode         VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Names what made it necessary; the same cause slips a parcel once.
    cause           VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code     VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq             INT          NOT NULL,
    reason          VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Null where nothing was, or is, promised.
    promised_before DATETIME(3),
    promised_after  DATETIME(3),
    to_before       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_after        VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Account id, or system.
    actor           VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    note            VARCHAR(200),
    -- The county's time.
    at              DATETIME(3)  NOT NULL,
    PRIMARY KEY (barcode, cause),
    UNIQUE KEY log_slip_seq (barcode, seq),
    KEY log_slip_at (county_code, at)
) DEFAULT CHARACTER SET utf8mb4;

-- Legs that another way replaced before they were taken. Never changed.
CREATE TABLE log_leg_aside (
    id           BIGINT      NOT NULL AUTO_INCREMENT,
    barcode      VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq          INT         NOT NULL,
    from_node    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_node      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE        NOT NULL,
    departs_at   DATETIME(3) NOT NULL,
    arrives_at   DATETIME(3) NOT NULL,
    aside_at     DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    KEY log_leg_aside_of (barcode, seq)
) DEFAULT CHARACTER SET utf8mb4;

-- Parcels for which no way is found now; each is tried again until there is one.
CREATE TABLE log_stranded (
    barcode     VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at_node     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cause       VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason      VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Why there is no way, in the words of a refused promise.
    why         VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    note        VARCHAR(200),
    since       DATETIME(3)  NOT NULL,
    tried_at    DATETIME(3)  NOT NULL,
    PRIMARY KEY (barcode),
    KEY log_stranded_tried (tried_at)
) DEFAULT CHARACTER SET utf8mb4;

-- Nodes, roads and lines that are closed for a while; the network's version rises with each change.
CREATE TABLE log_closure (
    closure_id  VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- NODE, ROAD or LINE.
    kind        VARCHAR(4)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The node, or one end of the road; null for a line.
    node_code   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    -- The other end of the road.
    other_node  VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    line_code   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    from_at     DATETIME(3)  NOT NULL,
    -- Null until it is lifted.
    until_at    DATETIME(3),
    why         VARCHAR(200) NOT NULL,
    closed_by   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    closed_at   DATETIME(3)  NOT NULL,
    lifted_by   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    lifted_at   DATETIME(3),
    PRIMARY KEY (closure_id),
    KEY log_closure_of (county_code, lifted_at, until_at)
) DEFAULT CHARACTER SET utf8mb4;

-- How far the re-routing of what a closure affects has come.
CREATE TABLE log_closure_sweep (
    closure_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Barcode behind which it goes on; all before it are done.
    swept_to    VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    rerouted    INT         NOT NULL,
    without_way INT         NOT NULL,
    -- When the first pass came to its end; null while it goes on.
    done_at     DATETIME(3),
    PRIMARY KEY (closure_id)
) DEFAULT CHARACTER SET utf8mb4;

-- Work that one instance does at a time.
CREATE TABLE log_slip_watch (
    id     TINYINT     NOT NULL,
    -- When it last came to its end, by the database's clock.
    ran_at DATETIME(3),
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO log_slip_watch (id) VALUES (1);
