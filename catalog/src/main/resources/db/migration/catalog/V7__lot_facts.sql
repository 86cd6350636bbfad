-- What sellers tell of their lots. Versions, inputs and inspections are never changed: a correction is one version more.

CREATE TABLE cat_sku_gtin (
    sku_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Fourteen digits, padded on the left; the last is the check digit.
    gtin     CHAR(14)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (sku_code),
    UNIQUE KEY cat_sku_gtin_gtin (gtin)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE cat_lot_version (
    lot_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version     INT                                               NOT NULL,
    seller_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    producer    VARCHAR(120)                                      NULL,
    produced_on DATE                                              NOT NULL,
    expires_on  DATE                                              NULL,
    -- Field, orchard or workshop, and the administrative code of where it lies.
    plot        VARCHAR(120)                                      NULL,
    area_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- Why an earlier version was wrong.
    reason      VARCHAR(200)                                      NULL,
    recorded_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recorded_at DATETIME(3)                                       NOT NULL,
    PRIMARY KEY (lot_code, version),
    KEY cat_lot_version_seller (seller_code, version, lot_code)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE cat_lot_input (
    lot_code        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version         INT                                               NOT NULL,
    seq             INT                                               NOT NULL,
    name            VARCHAR(120)                                      NOT NULL,
    registration_no VARCHAR(40)                                       NOT NULL,
    applied_on      DATE                                              NOT NULL,
    -- Days that must lie between its use and the harvest.
    safe_days       INT                                               NOT NULL,
    PRIMARY KEY (lot_code, version, seq),
    CONSTRAINT cat_lot_input_days CHECK (safe_days BETWEEN 0 AND 365)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- The id is made of what it says: the same told twice is one.
CREATE TABLE cat_lot_inspection (
    inspection_id CHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lot_code      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    what          VARCHAR(120)                                      NOT NULL,
    inspector     VARCHAR(120)                                      NOT NULL,
    inspected_on  DATE                                              NOT NULL,
    passed        BOOLEAN                                           NOT NULL,
    file_sha256   CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    recorded_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recorded_at   DATETIME(3)                                       NOT NULL,
    PRIMARY KEY (inspection_id),
    KEY cat_lot_inspection_lot (lot_code, recorded_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE cat_lot_file (
    lot_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sha256      CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    media_type  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    content     MEDIUMBLOB                                        NOT NULL,
    recorded_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recorded_at DATETIME(3)                                       NOT NULL,
    PRIMARY KEY (lot_code, sha256)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
