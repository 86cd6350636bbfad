-- What selling costs, and what of it a line agreed to. Money is fen, times are UTC, shares are basis points.

-- One row for each set of rules that somebody proposed. The newest that another person agreed to is in force.
CREATE TABLE ord_commission_set (
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version      INT          NOT NULL,
    -- The one in force when it was proposed.
    follows      INT          NOT NULL,
    state        VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    note         VARCHAR(200) NOT NULL,
    proposed_by  VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_at  DATETIME(3)  NOT NULL,
    decided_by   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    decided_at   DATETIME(3),
    PRIMARY KEY (county_code, version),
    CONSTRAINT ord_commission_set_state CHECK (state IN ('PROPOSED', 'AGREED', 'DECLINED'))
) DEFAULT CHARACTER SET utf8mb4;

-- Rules of a set in their order: the first that fits a line decides. Never changed.
CREATE TABLE ord_commission_rule (
    county_code    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version        INT         NOT NULL,
    rule_no        INT         NOT NULL,
    -- Null: any.
    category       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    seller_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    trade          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin,
    share_bps      INT         NOT NULL,
    per_parcel_fen BIGINT      NOT NULL,
    floor_fen      BIGINT      NOT NULL,
    cap_fen        BIGINT,
    -- Days of the county, both included; null: without an end.
    valid_from     DATE,
    valid_until    DATE,
    PRIMARY KEY (county_code, version, rule_no),
    CONSTRAINT ord_commission_rule_share CHECK (share_bps BETWEEN 0 AND 10000),
    CONSTRAINT ord_commission_rule_fen CHECK (per_parcel_fen >= 0 AND floor_fen >= 0
        AND (cap_fen IS NULL OR cap_fen >= floor_fen))
) DEFAULT CHARACTER SET utf8mb4;

-- Frozen when it was placed; null in lines from before. Rule 0 of set 0 is what holds without a rule.
ALTER TABLE ord_line
    ADD COLUMN category           VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN trade              VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN commission_version INT,
    ADD COLUMN commission_rule    INT,
    ADD COLUMN commission_fen     BIGINT,
    ADD COLUMN commission_tax_fen BIGINT;
