-- By which rules orders are served from which nodes, for each trade. Each setting is a row of its own, never changed.
CREATE TABLE ord_source_policy (
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    trade       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version     INT         NOT NULL,
    -- Names with commas between; the first difference decides.
    rules       VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    split       VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    set_by      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    set_at      DATETIME(3) NOT NULL,
    PRIMARY KEY (county_code, trade, version),
    CONSTRAINT ord_source_policy_trade CHECK (trade IN ('CONSUMER_GOODS', 'FARM_INPUTS', 'REGIONAL_GOODS')),
    CONSTRAINT ord_source_policy_split CHECK (split IN ('NEVER', 'IF_NEEDED', 'IF_BETTER'))
) DEFAULT CHARACTER SET utf8mb4;
