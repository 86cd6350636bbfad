-- Events of goods that outside systems hand in (EPCIS 2.0 capture). They are what others saw: they move nothing of ours.

CREATE TABLE log_epcis_capture (
    capture_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The key that handed it in.
    sender      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    events      INT         NOT NULL,
    -- Of these, those that were there before.
    repeated    INT         NOT NULL,
    recorded_at DATETIME(3) NOT NULL,
    PRIMARY KEY (capture_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_epcis_observed (
    observed_id  CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    capture_id   CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sender       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_id     VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_type   VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    action       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin,
    biz_step     VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin,
    disposition  VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin,
    read_point   VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin,
    biz_location VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin,
    event_time   DATETIME(3)  NOT NULL,
    recorded_at  DATETIME(3)  NOT NULL,
    body         MEDIUMTEXT   NOT NULL,
    PRIMARY KEY (observed_id),
    UNIQUE KEY log_epcis_observed_event (sender, event_id),
    KEY log_epcis_observed_order (county_code, recorded_at, observed_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_epcis_observed_epc (
    observed_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- EPC (epcList or childEPCs) or PARENT.
    part        VARCHAR(6)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    epc         VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (observed_id, part, epc),
    KEY log_epcis_observed_epc (epc)
) DEFAULT CHARACTER SET utf8mb4;
