-- Gateways: carriers a county gives parcels to, what was given with which waybill, and what carriers tell of it by file.

CREATE TABLE log_carrier (
    county_code    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code           VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name           VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    -- PLAIN or S10 (Universal Postal Union, with its check digit).
    waybill_rule   VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    waybill_min    SMALLINT    NOT NULL,
    waybill_max    SMALLINT    NOT NULL,
    -- Whether it is digits only.
    waybill_digits TINYINT     NOT NULL,
    -- Names of the columns in the carrier's own files.
    column_waybill VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    column_status  VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    column_at      VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    column_place   VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    time_format    VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version        INT         NOT NULL,
    changed_by     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    changed_at     DATETIME(3) NOT NULL,
    PRIMARY KEY (county_code, code),
    UNIQUE KEY log_carrier_name (county_code, name)
) DEFAULT CHARACTER SET utf8mb4;

-- What a carrier's word for a state means to us.
CREATE TABLE log_carrier_word (
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    carrier_code VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    word         VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    meaning      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (county_code, carrier_code, word)
) DEFAULT CHARACTER SET utf8mb4;

-- A file or list that somebody sent: parcels given to a carrier, or a carrier's tracking.
CREATE TABLE log_carrier_file (
    file_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    carrier_code VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- GIVEN or TRACKING.
    kind         VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The sender's own: the same with the same content is the same file.
    file_key     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    content_hash BINARY(32)  NOT NULL,
    sent_by      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sent_at      DATETIME(3) NOT NULL,
    -- What came of it; null until it is worked through.
    rows_read    INT,
    rows_applied INT,
    rows_known   INT,
    finished_at  DATETIME(3),
    PRIMARY KEY (file_id),
    UNIQUE KEY log_carrier_file_key (node_code, kind, file_key),
    KEY log_carrier_file_of (node_code, kind, sent_at)
) DEFAULT CHARACTER SET utf8mb4;

-- Rows of a file that were refused, or kept without being understood.
CREATE TABLE log_carrier_fault (
    file_id     CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line        INT          NOT NULL,
    seq         INT          NOT NULL,
    county_code VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    column_name VARCHAR(40)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    code        VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    message     VARCHAR(240) NOT NULL,
    PRIMARY KEY (file_id, line, seq)
) DEFAULT CHARACTER SET utf8mb4;

-- A parcel in a carrier's hands. A waybill is one parcel's.
CREATE TABLE log_consignment (
    barcode      VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    gateway_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- A carrier's code, or the name of one that is not set up.
    carrier      VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    waybill      VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    file_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    given_by     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    given_at     DATETIME(3) NOT NULL,
    state        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state_at     DATETIME(3) NOT NULL,
    PRIMARY KEY (barcode),
    UNIQUE KEY log_consignment_waybill (county_code, carrier, waybill),
    KEY log_consignment_at (gateway_code, state, barcode),
    KEY log_consignment_file (file_id, barcode)
) DEFAULT CHARACTER SET utf8mb4;

-- What a carrier told. Never changed, but for what a word turned out to mean.
CREATE TABLE log_consignment_step (
    barcode     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at          DATETIME(3) NOT NULL,
    word        VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    carrier     VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    place       VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    -- Null while nobody has said what the word means.
    meaning     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin,
    file_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recorded_at DATETIME(3) NOT NULL,
    PRIMARY KEY (barcode, at, word),
    KEY log_consignment_step_word (county_code, carrier, meaning, word)
) DEFAULT CHARACTER SET utf8mb4;

-- What carriers had before this was kept; a waybill that two parcels had stays with one of them, and the audit tells of the other.
INSERT IGNORE INTO log_consignment (barcode, county_code, gateway_code, carrier, waybill, given_by, given_at, state, state_at)
SELECT barcode, county_code, to_node, carrier, waybill, 'system', moved_at, 'GIVEN', moved_at
FROM log_parcel WHERE state = 'WITH_CARRIER' AND carrier IS NOT NULL AND waybill IS NOT NULL;
