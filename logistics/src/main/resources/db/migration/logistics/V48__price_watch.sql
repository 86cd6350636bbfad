-- Daily prices and stock as stations and outlets report them, and what opens a proposal. Prices are fen a kilogram, stock is grams.

-- What is watched, with the number's source beside it.
CREATE TABLE log_price_watch (
    county_code VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    commodity   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name        VARCHAR(60)  NOT NULL,
    -- Whose officers get the proposals.
    level_code  VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- A rise of more than this over the mean of the days before opens an alert; 0 for none.
    rise_bp     INT          NOT NULL,
    base_days   SMALLINT     NOT NULL,
    -- A price outside of these waits until somebody confirms it.
    low_fen     BIGINT       NOT NULL,
    high_fen    BIGINT       NOT NULL,
    -- Fewer days of supply open an alert; 0 for none.
    stock_days  SMALLINT     NOT NULL,
    head_grams  INT          NOT NULL,
    source      VARCHAR(300) NOT NULL,
    set_by      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (county_code, commodity)
) DEFAULT CHARACTER SET utf8mb4;

-- One price in terms of another, in thousandths: hogs to grain.
CREATE TABLE log_price_ratio (
    county_code VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ratio_code  VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    over_what   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    under_what  VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    level_code  VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    low_milli   INT          NOT NULL,
    high_milli  INT          NOT NULL,
    source      VARCHAR(300) NOT NULL,
    set_by      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (county_code, ratio_code)
) DEFAULT CHARACTER SET utf8mb4;

-- Shops that report and are no station of ours (应急供应网点).
CREATE TABLE log_price_outlet (
    outlet_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    township_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name          VARCHAR(120) NOT NULL,
    set_by        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (outlet_code)
) DEFAULT CHARACTER SET utf8mb4;

-- People of a township, and what its sown area needs of an input in a season.
CREATE TABLE log_price_people (
    township_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    people        INT         NOT NULL,
    source        VARCHAR(300) NOT NULL,
    set_by        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (township_code)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_sown_need (
    township_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    commodity     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_on       DATE        NOT NULL,
    until_on      DATE        NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sown_mu       BIGINT      NOT NULL,
    grams_mu      BIGINT      NOT NULL,
    source        VARCHAR(300) NOT NULL,
    set_by        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (township_code, commodity, from_on)
) DEFAULT CHARACTER SET utf8mb4;

-- Reports of one place take turns by this row.
CREATE TABLE log_price_turn (
    place_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (place_code)
) DEFAULT CHARACTER SET utf8mb4;

-- Another word on the same day is a new version; the accepted one is one at most.
CREATE TABLE log_price_report (
    report_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    place_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    township_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    commodity     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    on_day        DATE        NOT NULL,
    version       INT         NOT NULL,
    price_fen     BIGINT      NOT NULL,
    stock_grams   BIGINT,
    state         VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    held_why      VARCHAR(200),
    reported_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reported_at   DATETIME(3) NOT NULL,
    decided_by    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    decided_at    DATETIME(3),
    PRIMARY KEY (report_id),
    UNIQUE KEY log_price_report_version (place_code, commodity, on_day, version),
    KEY log_price_report_day (county_code, commodity, on_day, state),
    KEY log_price_report_held (county_code, state, report_id),
    CONSTRAINT log_price_report_state CHECK (state IN ('ACCEPTED', 'HELD', 'REJECTED', 'REPLACED')),
    CONSTRAINT log_price_report_price CHECK (price_fen > 0 AND (stock_grams IS NULL OR stock_grams >= 0))
) DEFAULT CHARACTER SET utf8mb4;

-- A threshold that was crossed. It opens a proposal, which people decide of; it never releases anything.
CREATE TABLE log_price_alert (
    alert_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Commodity, or code of the ratio.
    about       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Township, or the county.
    place_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    level_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    on_day      DATE        NOT NULL,
    found       BIGINT      NOT NULL,
    threshold   BIGINT      NOT NULL,
    words       VARCHAR(180) NOT NULL,
    source      VARCHAR(300) NOT NULL,
    release_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    opened_at   DATETIME(3) NOT NULL,
    -- 1 while it is open, null afterwards: one is open of the same.
    open_mark   TINYINT,
    closed_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    closed_at   DATETIME(3),
    closed_why  VARCHAR(300),
    PRIMARY KEY (alert_id),
    UNIQUE KEY log_price_alert_open (county_code, kind, about, place_code, open_mark),
    UNIQUE KEY log_price_alert_day (county_code, kind, about, place_code, on_day),
    CONSTRAINT log_price_alert_kind CHECK (kind IN ('RISE', 'RATIO', 'STOCK'))
) DEFAULT CHARACTER SET utf8mb4;
