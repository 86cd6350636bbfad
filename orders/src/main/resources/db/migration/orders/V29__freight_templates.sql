-- What carriage costs by templates of sellers and of the county. A template is never changed: another takes its place.

CREATE TABLE ord_freight_template (
    template_id   CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Whose goods it is for; null for all that have none of their own.
    seller_code   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    name          VARCHAR(120) NOT NULL,
    -- WEIGHT in grams, VOLUME in cubic centimetres, PIECE.
    basis         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- What goods that are kept cool, or apart, cost more; basis points.
    chilled_bps   INT          NOT NULL,
    hazardous_bps INT          NOT NULL,
    state         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The county and its owner while it is in force: one owner has one.
    in_force      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    made_by       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at       DATETIME(3)  NOT NULL,
    decided_by    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    decided_at    DATETIME(3)  NULL,
    PRIMARY KEY (template_id),
    UNIQUE KEY ord_freight_in_force (in_force),
    KEY ord_freight_seller (seller_code, template_id),
    KEY ord_freight_state (county_code, state, template_id),
    CONSTRAINT ord_freight_basis CHECK (basis IN ('WEIGHT', 'VOLUME', 'PIECE')),
    CONSTRAINT ord_freight_states CHECK (state IN ('PROPOSED', 'ACTIVE', 'DECLINED', 'RETIRED')),
    CONSTRAINT ord_freight_active CHECK ((state = 'ACTIVE') = (in_force IS NOT NULL)),
    CONSTRAINT ord_freight_extra CHECK (chilled_bps BETWEEN 0 AND 100000 AND hazardous_bps BETWEEN 0 AND 100000)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_freight_rule (
    template_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    rule_no       INT         NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- TOWNSHIP, COUNTY, PROVINCE, OUTSIDE.
    area          VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Code of the township's node, or name of the province; empty for the others.
    area_code     VARCHAR(40) NOT NULL,
    first_units   BIGINT      NOT NULL,
    first_fen     BIGINT      NOT NULL,
    more_units    BIGINT      NOT NULL,
    more_fen      BIGINT      NOT NULL,
    -- Nothing is charged from this worth of goods on; null for never.
    free_from_fen BIGINT      NULL,
    PRIMARY KEY (template_id, rule_no),
    UNIQUE KEY ord_freight_rule_area (template_id, area, area_code),
    CONSTRAINT ord_freight_rule_place CHECK (area IN ('TOWNSHIP', 'COUNTY', 'PROVINCE', 'OUTSIDE')),
    CONSTRAINT ord_freight_rule_units CHECK (first_units >= 0 AND more_units > 0),
    CONSTRAINT ord_freight_rule_fen CHECK (first_fen >= 0 AND more_fen >= 0 AND (free_from_fen IS NULL OR free_from_fen > 0))
) DEFAULT CHARACTER SET utf8mb4;
