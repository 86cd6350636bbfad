-- Figures for the reserve authorities of city and county: reports by version, who may read them by key, and each look.

CREATE TABLE log_reserve_report (
    report_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    level_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    until_on    DATE        NOT NULL,
    -- A correction is a new version; none is ever changed.
    version     INT         NOT NULL,
    why         VARCHAR(300) NOT NULL,
    sha256      CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    csv         MEDIUMTEXT  NOT NULL,
    made_by     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at     DATETIME(3) NOT NULL,
    PRIMARY KEY (report_id),
    UNIQUE KEY log_reserve_report_version (county_code, level_code, until_on, version)
) DEFAULT CHARACTER SET utf8mb4;

-- What a key (hashed and revoked in accounts) may read.
CREATE TABLE log_reserve_link (
    key_id      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    level_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (key_id, level_code)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_reserve_link_look (
    look_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    key_id     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    level_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    report_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    looked_at  DATETIME(3) NOT NULL,
    PRIMARY KEY (look_id),
    KEY log_reserve_link_look_level (level_code, look_id)
) DEFAULT CHARACTER SET utf8mb4;
