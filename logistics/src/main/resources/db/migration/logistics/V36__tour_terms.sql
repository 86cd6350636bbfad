-- On what terms vehicles and stations are planned.

CREATE TABLE log_tour_van (
    vehicle_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code      VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Minutes after midnight.
    shift_begins     SMALLINT    NOT NULL,
    shift_ends       SMALLINT    NOT NULL,
    loading_minutes  SMALLINT    NOT NULL,
    trips_max        SMALLINT    NOT NULL,
    fixed_fen        BIGINT      NOT NULL,
    per_km_fen       BIGINT      NOT NULL,
    per_hour_fen     BIGINT      NOT NULL,
    -- Time it takes for what the roads say is 1000.
    pace_permille    INT         NOT NULL,
    chilled_cm3      BIGINT      NOT NULL,
    hazardous_cm3    BIGINT      NOT NULL,
    -- Codes of nodes that it can get to, with blanks between; null for all.
    reaches          TEXT        CHARACTER SET ascii COLLATE ascii_bin,
    version          INT         NOT NULL,
    PRIMARY KEY (vehicle_code)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_tour_station (
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Days on which it is served: bit 0 is Monday.
    days         SMALLINT    NOT NULL,
    version      INT         NOT NULL,
    -- What was learnt of the time that service takes: sums over visits for a straight line of seconds by pieces.
    visits       BIGINT      NOT NULL,
    pieces       DOUBLE      NOT NULL,
    seconds      DOUBLE      NOT NULL,
    pieces_2     DOUBLE      NOT NULL,
    pieces_seconds DOUBLE    NOT NULL,
    PRIMARY KEY (node_code)
) DEFAULT CHARACTER SET utf8mb4;
