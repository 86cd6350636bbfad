-- Runs: who drives a dated trip, when it really stopped where, what its crew said on the way, and what both sides of a
-- hand-over said.

CREATE TABLE log_run (
    line_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE        NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Rises with each change of the crew.
    version      INT         NOT NULL,
    -- How late the crew says it runs; null while it says nothing.
    said_late    SMALLINT,
    PRIMARY KEY (line_code, service_date),
    KEY log_run_day (service_date, line_code)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_run_crew (
    line_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE        NOT NULL,
    account_id   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    named_by     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    named_at     DATETIME(3) NOT NULL,
    PRIMARY KEY (line_code, service_date, account_id),
    KEY log_run_crew_of (account_id, service_date)
) DEFAULT CHARACTER SET utf8mb4;

-- Stops as they really were. A stop without a row has not been reached.
CREATE TABLE log_run_stop (
    line_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE        NOT NULL,
    seq          SMALLINT    NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    arrived_at   DATETIME(3),
    departed_at  DATETIME(3),
    passed_at    DATETIME(3),
    PRIMARY KEY (line_code, service_date, seq),
    KEY log_run_stop_day (service_date, line_code, seq)
) DEFAULT CHARACTER SET utf8mb4;

-- Every step that a crew told, applied or refused, with its answer.
CREATE TABLE log_run_step (
    device       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    step_id      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_code    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE         NOT NULL,
    kind         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    -- SSCC of a bag or barcode of a parcel.
    thing        VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin,
    minutes      SMALLINT,
    reason       VARCHAR(60)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    actor        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    device_time  DATETIME(3),
    occurred_at  DATETIME(3)  NOT NULL,
    recorded_at  DATETIME(3)  NOT NULL,
    outcome      VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code         VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin,
    title        VARCHAR(240),
    state        VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin,
    -- Reports only: when a dispatcher took note of it, and who.
    seen_by      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    seen_at      DATETIME(3),
    PRIMARY KEY (device, step_id),
    KEY log_run_step_of (line_code, service_date, occurred_at),
    KEY log_run_step_day (service_date, kind)
) DEFAULT CHARACTER SET utf8mb4;

-- What a crew says it gave to a node or took from it, and whether the node says the same.
CREATE TABLE log_run_hand_over (
    line_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE        NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- GIVEN to the node or TAKEN from it.
    way          VARCHAR(5)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    thing        VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The crew's word; null when it said nothing of a thing that the node has, or gave.
    said_by      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    said_at      DATETIME(3),
    -- SAID, AGREED or DISPUTED.
    state        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    settled_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    settled_at   DATETIME(3),
    PRIMARY KEY (line_code, service_date, node_code, way, thing),
    KEY log_run_hand_over_open (state, said_at)
) DEFAULT CHARACTER SET utf8mb4;

-- A trip's load is asked for by the trip.
ALTER TABLE log_parcel_leg ADD KEY log_parcel_leg_run (service_date, line_code);
