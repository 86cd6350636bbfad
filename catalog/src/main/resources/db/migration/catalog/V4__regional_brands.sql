-- Regional brands: where their goods must come from, who may bear the name, how much of it, and what became of each right.

-- A brand with an origin area is a regional one; the others are names that bind nobody. Codes of areas are administrative
-- ones, of 6 (county), 9 (township) or 12 digits (village): what lies within begins with the same digits.
ALTER TABLE cat_brand
    ADD COLUMN origin_area    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN regional_since DATETIME(3)   NULL,
    ADD COLUMN owner_name     VARCHAR(120)  NULL,
    ADD COLUMN standard_no    VARCHAR(60)   NULL,
    ADD COLUMN story          VARCHAR(4000) NULL;

CREATE TABLE cat_brand_grade (
    brand_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (brand_code, code)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- What a seller says of an offer under a regional brand. The grade is empty where the brand has none.
-- brand_sellable is what followers of the offer were told of its brand's word.
ALTER TABLE cat_offer
    ADD COLUMN origin_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN grade       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    ADD COLUMN brand_sellable BOOLEAN NOT NULL DEFAULT TRUE;

-- used is what open and done orders sold under it.
CREATE TABLE cat_brand_authorization (
    id             CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    brand_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seller_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    grade          VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    unit           VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin  NOT NULL,
    quota          BIGINT                                            NOT NULL,
    used           BIGINT                                            NOT NULL DEFAULT 0,
    valid_from     DATE                                              NOT NULL,
    -- The last day.
    valid_until    DATE                                              NOT NULL,
    certificate_no VARCHAR(60)                                       NOT NULL,
    state          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    granted_at     DATETIME(3)                                       NULL,
    revoked_at     DATETIME(3)                                       NULL,
    version        INT                                               NOT NULL,
    PRIMARY KEY (id),
    KEY cat_brand_authorization_brand (brand_code, id),
    KEY cat_brand_authorization_seller (seller_code, id),
    KEY cat_brand_authorization_state (state, id),
    CONSTRAINT cat_brand_authorization_quota CHECK (quota > 0 AND used BETWEEN 0 AND quota),
    CONSTRAINT cat_brand_authorization_dates CHECK (valid_until >= valid_from),
    CONSTRAINT cat_brand_authorization_unit CHECK (unit IN ('GRAMS', 'PIECES'))
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- Where the goods of a right may come from: townships and villages within the brand's area.
CREATE TABLE cat_brand_origin (
    authorization_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    origin_code      VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    brand_code       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seller_code      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    grade            VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (authorization_id, origin_code),
    KEY cat_brand_origin_right (seller_code, brand_code, grade, origin_code)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- Every step of every right: never changed, never deleted.
CREATE TABLE cat_brand_step (
    authorization_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    version          INT                                               NOT NULL,
    state            VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quota            BIGINT                                            NOT NULL,
    actor            VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason           VARCHAR(500)                                      NULL,
    at               DATETIME(3)                                       NOT NULL,
    PRIMARY KEY (authorization_id, version)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE cat_brand_certificate (
    authorization_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    media_type       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sha256           CHAR(64) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    content          MEDIUMBLOB                                        NOT NULL,
    PRIMARY KEY (authorization_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- What an audit of orders compares its lines with, in one snapshot. Part of this module's interface (BrandQuota).
CREATE VIEW cat_brand_right AS
    SELECT id AS authorization_id, brand_code, seller_code, unit, quota, used, valid_from, valid_until, granted_at,
        revoked_at
    FROM cat_brand_authorization WHERE granted_at IS NOT NULL;

CREATE VIEW cat_brand_bound AS
    SELECT code AS brand_code, regional_since FROM cat_brand WHERE origin_area IS NOT NULL;
