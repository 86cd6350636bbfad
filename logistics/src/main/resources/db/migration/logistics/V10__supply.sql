-- Who supplies whom, per programme. A node of which nothing is said is supplied as the node above it is.
CREATE TABLE log_supply_line (
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- CONSUMER_GOODS, FARM_INPUTS or RESERVE.
    programme     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    supplier_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- It and all below it of which nothing else is said.
    supplied_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    valid_from    DATE        NOT NULL,
    -- The last day; null for ever.
    valid_to      DATE,
    PRIMARY KEY (county_code, programme, supplied_code, supplier_code, valid_from)
) DEFAULT CHARACTER SET utf8mb4;
