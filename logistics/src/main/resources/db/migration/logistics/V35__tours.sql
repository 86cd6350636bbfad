-- Tours of a depot and day: plans, the jobs that search for them, what was published and how it was driven.

CREATE TABLE log_tour_plan (
    plan_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    depot_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE        NOT NULL,
    -- Rises with each change; who changes or publishes names the one he saw.
    version      INT         NOT NULL,
    -- DRAFT, PUBLISHED or REPLACED.
    state        VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- 1 of the one that is published; null of all others.
    live         TINYINT,
    -- The published plan that it changes, as it was seen.
    based_on     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    sheet        MEDIUMTEXT  NOT NULL,
    tours        MEDIUMTEXT  NOT NULL,
    -- Barcodes and bags by stop.
    things       MEDIUMTEXT  NOT NULL,
    roads        MEDIUMBLOB  NOT NULL,
    made_by      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at      DATETIME(3) NOT NULL,
    published_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    published_at DATETIME(3),
    PRIMARY KEY (plan_id),
    UNIQUE KEY log_tour_plan_live (depot_code, service_date, live)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_tour_job (
    job_id       CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    depot_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE        NOT NULL,
    plan_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    plan_version INT         NOT NULL,
    seed         BIGINT      NOT NULL,
    seconds      INT         NOT NULL,
    -- ASKED, RUNNING, DONE, CANCELLED or FAILED.
    state        VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- 1 until it ends, then null: one at a time for a depot and day.
    busy         TINYINT,
    cancelled    TINYINT     NOT NULL,
    -- Who searches, and until when nobody else may: database time.
    worker       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    leased_until DATETIME(3) NOT NULL,
    attempts     INT         NOT NULL,
    -- The best so far.
    best         MEDIUMTEXT,
    cost_fen     DOUBLE,
    vehicles     INT,
    left_out     INT,
    spent_millis BIGINT      NOT NULL,
    -- Whether the plan has taken what was found; not where it was changed meanwhile.
    taken        TINYINT     NOT NULL,
    problem      VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,
    asked_by     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asked_at     DATETIME(3) NOT NULL,
    PRIMARY KEY (job_id),
    UNIQUE KEY log_tour_job_busy (depot_code, service_date, busy),
    KEY log_tour_job_lease (busy, leased_until)
) DEFAULT CHARACTER SET utf8mb4;

-- A van's day as published: the driver's manifest.
CREATE TABLE log_tour (
    tour_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    plan_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    depot_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE        NOT NULL,
    vehicle_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    driver_id    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    -- 1 while its plan is the published one; null later.
    live         TINYINT,
    metres       BIGINT      NOT NULL,
    seconds      BIGINT      NOT NULL,
    -- Fullest it is to be, in ten thousandths.
    fill         INT         NOT NULL,
    leaves_at    DATETIME(3) NOT NULL,
    back_at      DATETIME(3) NOT NULL,
    PRIMARY KEY (tour_id),
    UNIQUE KEY log_tour_vehicle (vehicle_code, service_date, live),
    KEY log_tour_day (depot_code, service_date),
    KEY log_tour_driver (driver_id, service_date)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_tour_stop (
    tour_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq          SMALLINT    NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    trip         SMALLINT    NOT NULL,
    stop_id      VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    begins_at    DATETIME(3) NOT NULL,
    leaves_at    DATETIME(3) NOT NULL,
    closes_at    DATETIME(3) NOT NULL,
    delivers     INT         NOT NULL,
    collects     INT         NOT NULL,
    grams        BIGINT      NOT NULL,
    cash_fen     BIGINT      NOT NULL,
    -- As the driver told, else as the first and last scan there say.
    arrived_at   DATETIME(3),
    left_at      DATETIME(3),
    -- Whether its service time has been learnt from.
    learnt       TINYINT     NOT NULL,
    PRIMARY KEY (tour_id, seq)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_tour_thing (
    tour_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq         SMALLINT    NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    barcode     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- GIVEN to the node or TAKEN from it.
    way         VARCHAR(5)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (tour_id, seq, barcode)
) DEFAULT CHARACTER SET utf8mb4;
