-- Room on dated departures, and who holds it.

-- One run of a line on one service date, from one of its stops to the next. Made when somebody first asks for room on it.
CREATE TABLE log_departure (
    line_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE        NOT NULL,
    -- Index of the stop that it leaves, from 0.
    stop         SMALLINT    NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- What it takes as of now; pieces null for as many as there is room for.
    weight_grams BIGINT      NOT NULL,
    volume_cm3   BIGINT      NOT NULL,
    pieces       BIGINT,
    held_grams   BIGINT      NOT NULL DEFAULT 0,
    held_cm3     BIGINT      NOT NULL DEFAULT 0,
    held_pieces  BIGINT      NOT NULL DEFAULT 0,
    -- 1 when people said what it takes: then it follows its line no more.
    said         TINYINT     NOT NULL DEFAULT 0,
    -- 1 when people closed it: nothing more is held.
    closed       TINYINT     NOT NULL DEFAULT 0,
    -- How often people said something of it.
    version      INT         NOT NULL DEFAULT 0,
    -- The database's time, in whole seconds so that its index moves once a second and not with every hold.
    changed_at   DATETIME    NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (line_code, service_date, stop),
    KEY log_departure_changed (changed_at),
    CONSTRAINT log_departure_held CHECK (held_grams >= 0 AND held_cm3 >= 0 AND held_pieces >= 0),
    CONSTRAINT log_departure_room CHECK (weight_grams >= 0 AND volume_cm3 >= 0 AND pieces >= 0)
) DEFAULT CHARACTER SET utf8mb4;

-- One ride for which room is held, from one stop of a dated departure to a later one.
CREATE TABLE log_departure_hold (
    -- The order's id; a parcel of no order has one of its own.
    holder       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Number of the parcel's leg.
    seq          INT         NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE        NOT NULL,
    -- Stops at which it gets on and off.
    board_stop   SMALLINT    NOT NULL,
    alight_stop  SMALLINT    NOT NULL,
    from_node    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_node      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    departs_at   DATETIME(3) NOT NULL,
    arrives_at   DATETIME(3) NOT NULL,
    weight_grams BIGINT      NOT NULL,
    volume_cm3   BIGINT      NOT NULL,
    pieces       BIGINT      NOT NULL,
    -- The database's time at which it was first held; kept when the hold moves, so that nobody loses his place.
    held_at      DATETIME(3) NOT NULL,
    -- Why it is beyond what the departure takes: SHRUNK or OVERLOADED. Null while there is room for it.
    overflow     VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (holder, seq),
    KEY log_departure_hold_of (line_code, service_date, holder),
    KEY log_departure_hold_over (overflow, departs_at),
    CONSTRAINT log_departure_hold_stops CHECK (board_stop >= 0 AND alight_stop > board_stop)
) DEFAULT CHARACTER SET utf8mb4;
