-- What a reserve costs: rates and rules by version, statements that two people sign. Money is fen, quantities are grams.

-- Each change of a table of rates is a new version of the whole; the highest holds.
CREATE TABLE log_reserve_rate_version (
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    level_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    rate_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version     INT         NOT NULL,
    set_by      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    set_at      DATETIME(3) NOT NULL,
    PRIMARY KEY (county_code, level_code, rate_code, version)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_reserve_rate (
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    level_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    rate_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version     INT         NOT NULL,
    from_on     DATE        NOT NULL,
    until_on    DATE        NOT NULL,
    -- Millionths a year.
    ppm         INT         NOT NULL,
    year_days   SMALLINT    NOT NULL,
    source      VARCHAR(300) NOT NULL,
    PRIMARY KEY (county_code, level_code, rate_code, version, from_on),
    CONSTRAINT log_reserve_rate_dates CHECK (from_on <= until_on AND ppm >= 0)
) DEFAULT CHARACTER SET utf8mb4;

-- Commodity and contract may be * for all. Of each key the highest version holds.
CREATE TABLE log_reserve_fee_rule (
    county_code    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    level_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    programme      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    commodity      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    contract_id    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version        INT         NOT NULL,
    rate_code      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    day_bp         INT         NOT NULL,
    average_bp     INT         NOT NULL,
    month_end_bp   INT         NOT NULL,
    intake_bp      INT         NOT NULL,
    base_stock     BIGINT      NOT NULL,
    base_intake    BIGINT      NOT NULL,
    clawback       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    gap_pays       BOOLEAN     NOT NULL,
    fee_year_days  SMALLINT    NOT NULL,
    source         VARCHAR(300) NOT NULL,
    set_by         VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    set_at         DATETIME(3) NOT NULL,
    PRIMARY KEY (county_code, level_code, programme, commodity, contract_id, version),
    CONSTRAINT log_reserve_fee_rule_clawback CHECK (clawback IN ('NOTHING', 'SHARE', 'WHOLE'))
) DEFAULT CHARACTER SET utf8mb4;

-- Signing and booking of a holding take turns by this row.
CREATE TABLE log_reserve_turn (
    level_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holding_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (level_code, holding_code)
) DEFAULT CHARACTER SET utf8mb4;

-- Nothing of a statement changes but its state and who signed it; what is reckoned anew is a new version.
CREATE TABLE log_reserve_statement (
    statement_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    level_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holding_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holder_name  VARCHAR(120) NOT NULL,
    from_on      DATE        NOT NULL,
    until_on     DATE        NOT NULL,
    version      INT         NOT NULL,
    -- The signed one that this one shall take the place of.
    corrects     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    state        VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    why          VARCHAR(300) NOT NULL,
    interest_fen BIGINT      NOT NULL,
    storage_fen  BIGINT      NOT NULL,
    spread_fen   BIGINT      NOT NULL,
    clawback_fen BIGINT      NOT NULL,
    net_fen      BIGINT      NOT NULL,
    -- Of the one that it corrects.
    before_fen   BIGINT      NOT NULL,
    -- SHA-256, hex, of all that it was reckoned from.
    inputs       CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_by      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at      DATETIME(3) NOT NULL,
    reviewed_by  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    reviewed_at  DATETIME(3),
    approved_by  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    approved_at  DATETIME(3),
    PRIMARY KEY (statement_id),
    UNIQUE KEY log_reserve_statement_version (level_code, holding_code, from_on, until_on, version),
    KEY log_reserve_statement_level (county_code, level_code, statement_id),
    CONSTRAINT log_reserve_statement_state CHECK (state IN ('DRAFT', 'REVIEWED', 'SIGNED', 'REPLACED', 'DROPPED')),
    CONSTRAINT log_reserve_statement_sum CHECK (net_fen = interest_fen + storage_fen + spread_fen - clawback_fen)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_reserve_statement_line (
    statement_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    contract_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    programme    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    commodity    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    target_grams BIGINT      NOT NULL,
    fee_fen      BIGINT      NOT NULL,
    fee_year_days SMALLINT   NOT NULL,
    spread_fen_tonne BIGINT,
    rate_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    rate_version INT         NOT NULL,
    rule_source  VARCHAR(300) NOT NULL,
    clawback_fen BIGINT      NOT NULL,
    PRIMARY KEY (statement_id, contract_id)
) DEFAULT CHARACTER SET utf8mb4;

-- Days in a row on which all was the same; each day's amounts follow from them.
CREATE TABLE log_reserve_statement_span (
    statement_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    contract_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_on      DATE        NOT NULL,
    until_on     DATE        NOT NULL,
    state        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    stock_grams  BIGINT      NOT NULL,
    paid_grams   BIGINT      NOT NULL,
    -- Fen a tonne x grams.
    worth        BIGINT      NOT NULL,
    rate_ppm     INT         NOT NULL,
    year_days    SMALLINT    NOT NULL,
    turned_grams BIGINT      NOT NULL,
    interest_fen BIGINT      NOT NULL,
    storage_fen  BIGINT      NOT NULL,
    spread_fen   BIGINT      NOT NULL,
    PRIMARY KEY (statement_id, contract_id, from_on),
    -- Fees are paid for days that keep the rule only.
    CONSTRAINT log_reserve_statement_span_paid CHECK (state IN ('KEPT', 'GAP')
        OR (paid_grams = 0 AND worth = 0 AND interest_fen = 0 AND storage_fen = 0 AND spread_fen = 0))
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_reserve_statement_test (
    statement_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    contract_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind         VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    on_day       DATE        NOT NULL,
    needed_grams BIGINT      NOT NULL,
    had_grams    BIGINT      NOT NULL,
    passed       BOOLEAN     NOT NULL,
    PRIMARY KEY (statement_id, contract_id, kind, on_day)
) DEFAULT CHARACTER SET utf8mb4;
