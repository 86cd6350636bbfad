-- Where things are and how they move: nodes, whom they serve, lines and their timetable.

-- One row; its version rises with each change of the tables below, and each instance reads them anew when it sees that.
CREATE TABLE log_network (
    id      TINYINT NOT NULL,
    version BIGINT  NOT NULL,
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO log_network (id, version) VALUES (1, 1);

CREATE TABLE log_node (
    code             VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name             VARCHAR(120) NOT NULL,
    tier             VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    parent_code      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    -- Codes from the root to this node, each behind a slash.
    path             VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status           VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    latitude         DOUBLE       NOT NULL,
    longitude        DOUBLE       NOT NULL,
    position_made_up TINYINT      NOT NULL,
    -- Bit 0 is Monday, bit 6 Sunday.
    open_days        SMALLINT     NOT NULL,
    -- Minutes of the county's day.
    opens_minute     SMALLINT     NOT NULL,
    closes_minute    SMALLINT     NOT NULL,
    cut_off_minute   SMALLINT,
    handling_minutes SMALLINT     NOT NULL,
    PRIMARY KEY (code),
    KEY log_node_of_county (county_code, tier, code)
) DEFAULT CHARACTER SET utf8mb4;

-- A village that is served; its own station may not be built yet.
CREATE TABLE log_village (
    code             VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name             VARCHAR(120) NOT NULL,
    township_code    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    own_station_code VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    latitude         DOUBLE       NOT NULL,
    longitude        DOUBLE       NOT NULL,
    position_made_up TINYINT      NOT NULL,
    PRIMARY KEY (code),
    KEY log_village_of_county (county_code, code)
) DEFAULT CHARACTER SET utf8mb4;

-- One departure that repeats on its days; with a service date it is a trip.
CREATE TABLE log_line (
    code         VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name         VARCHAR(120) NOT NULL,
    route        VARCHAR(120),
    mode         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Bit 0 is Monday, bit 6 Sunday.
    days         SMALLINT     NOT NULL,
    valid_from   DATE,
    valid_to     DATE,
    weight_grams BIGINT       NOT NULL,
    volume_cm3   BIGINT       NOT NULL,
    PRIMARY KEY (code),
    KEY log_line_of_county (county_code, code)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_line_stop (
    line_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq           SMALLINT    NOT NULL,
    node_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Minutes after the midnight at which the service day begins; beyond 1,440 on the next day.
    arrive_minute SMALLINT    NOT NULL,
    depart_minute SMALLINT    NOT NULL,
    PRIMARY KEY (line_code, seq),
    KEY log_line_stop_at (node_code)
) DEFAULT CHARACTER SET utf8mb4;

-- Days a carrier takes from a gateway; province * where none is named.
CREATE TABLE log_gateway_lead (
    gateway_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    province     VARCHAR(40) NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    days         SMALLINT    NOT NULL,
    PRIMARY KEY (gateway_code, province)
) DEFAULT CHARACTER SET utf8mb4;

-- Village stations that a township is to have built in a year.
CREATE TABLE log_station_plan (
    township_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    plan_year     SMALLINT    NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    stations      SMALLINT    NOT NULL,
    PRIMARY KEY (township_code, plan_year)
) DEFAULT CHARACTER SET utf8mb4;
