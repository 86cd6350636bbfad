-- The reserve: whose it is, who keeps it, what stands there, and what became of it. Rules: docs/reserve.md. Quantities are
-- pieces, weights grams, money fen.

-- Claims of a reserve that are open here: while there are any, nothing is sold or sent on. In the same row as all else that
-- a sale looks at.
ALTER TABLE log_stock_level
    ADD COLUMN blocked INT NOT NULL DEFAULT 0,
    ADD CONSTRAINT log_stock_level_blocked CHECK (blocked >= 0);

CREATE TABLE log_reserve_programme (
    programme_code VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name           VARCHAR(60)  NOT NULL,
    class_code     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Level of government that owns it; value of scopes LEVEL.
    level_code     VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- MM-DD, both included; null for all year.
    season_from    CHAR(5)      CHARACTER SET ascii COLLATE ascii_bin,
    season_to      CHAR(5)      CHARACTER SET ascii COLLATE ascii_bin,
    legal_basis    VARCHAR(200) NOT NULL,
    opened_by      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_at      DATETIME(3)  NOT NULL,
    PRIMARY KEY (programme_code),
    KEY log_reserve_programme_county (county_code, level_code),
    CONSTRAINT log_reserve_programme_season CHECK ((season_from IS NULL) = (season_to IS NULL)),
    CONSTRAINT log_reserve_programme_level CHECK (level_code IN ('COUNTY', 'CITY', 'NATIONAL'))
) DEFAULT CHARACTER SET utf8mb4;

-- Numbers of the published measures, each with where it is written. A later valid_from takes the place of an earlier one.
CREATE TABLE log_reserve_rule (
    rule_code      VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- '*' for all that have none of their own.
    commodity_code VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Age in months up to which the value holds; 0 where age does not matter, 9999 for all beyond.
    up_to_months   INT          NOT NULL,
    valid_from     DATE         NOT NULL,
    value          BIGINT       NOT NULL,
    unit           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source         VARCHAR(200) NOT NULL,
    set_by         VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (rule_code, commodity_code, up_to_months, valid_from),
    CONSTRAINT log_reserve_rule_value CHECK (value >= 0 AND up_to_months >= 0)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO log_reserve_rule (rule_code, commodity_code, up_to_months, valid_from, value, unit, source, set_by) VALUES
    ('CYCLE', 'WHEAT', 0, '2000-01-01', 48, 'MONTHS', '安顺市市级储备粮管理办法（2023-09-05）：小麦 4 年', 'system'),
    ('CYCLE', 'INDICA', 0, '2000-01-01', 36, 'MONTHS', '安顺市市级储备粮管理办法（2023-09-05）：籼稻 3 年', 'system'),
    ('CYCLE', 'JAPONICA', 0, '2000-01-01', 24, 'MONTHS', '安顺市市级储备粮管理办法（2023-09-05）：粳稻 2 年', 'system'),
    ('CYCLE', 'MAIZE', 0, '2000-01-01', 24, 'MONTHS', '安顺市市级储备粮管理办法（2023-09-05）：玉米 2 年', 'system'),
    ('CYCLE', 'OIL', 0, '2000-01-01', 24, 'MONTHS', '安顺市市级储备粮管理办法（2023-09-05）：食用油 2 年', 'system'),
    ('CYCLE', '*', 0, '2000-01-01', 12, 'MONTHS', '安顺市市级储备粮管理办法（2023-09-05）：大豆及其他 1 年', 'system'),
    ('GAP', '*', 0, '2000-01-01', 4, 'MONTHS', '重庆市地方粮食储备管理办法（2022-04-01）；安顺市办法：架空期不超过 4 个月', 'system'),
    ('EXTENSION', '*', 0, '2000-01-01', 2, 'MONTHS', '安顺市市级储备粮管理办法（2023-09-05）：延期不超过 2 个月，不付费用', 'system'),
    ('CHECK_EVERY', '*', 0, '2000-01-01', 3, 'MONTHS', '安顺市市级储备粮管理办法（2023-09-05）：每季度检验', 'system'),
    ('MIN_SHARE', '*', 0, '2000-01-01', 7000, 'BP', '安顺市市级储备粮管理办法（2023-09-05）：不低于 70%（轮换期间沿用，可改）', 'system'),
    ('LOSS', '*', 6, '2000-01-01', 10, 'BP', '安顺市市级储备粮管理办法（2023-09-05）：原粮 6 个月内 0.1%', 'system'),
    ('LOSS', '*', 12, '2000-01-01', 15, 'BP', '安顺市市级储备粮管理办法（2023-09-05）：原粮 12 个月内 0.15%', 'system'),
    ('LOSS', '*', 9999, '2000-01-01', 20, 'BP', '安顺市市级储备粮管理办法（2023-09-05）：原粮 12 个月以上累计 0.2%', 'system'),
    ('LOSS', 'OIL', 6, '2000-01-01', 8, 'BP', '安顺市市级储备粮管理办法（2023-09-05）：油 6 个月内 0.08%', 'system'),
    ('LOSS', 'OIL', 12, '2000-01-01', 10, 'BP', '安顺市市级储备粮管理办法（2023-09-05）：油 12 个月内 0.1%', 'system'),
    ('LOSS', 'OIL', 9999, '2000-01-01', 12, 'BP', '安顺市市级储备粮管理办法（2023-09-05）：油 12 个月以上累计 0.12%', 'system');

-- Which SKU is which commodity; weights are catalog's.
CREATE TABLE log_reserve_good (
    sku_code       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    commodity_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    grams          BIGINT      NOT NULL,
    PRIMARY KEY (sku_code),
    KEY log_reserve_good_commodity (commodity_code),
    CONSTRAINT log_reserve_good_grams CHECK (grams > 0)
) DEFAULT CHARACTER SET utf8mb4;

-- Who keeps what of a programme, where, until when, for which fee. The code is the value of scopes HOLDING.
CREATE TABLE log_reserve_holding (
    holding_code       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code        VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    programme_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    level_code         VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holder_name        VARCHAR(60) NOT NULL,
    commodity_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code          VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    grams              BIGINT      NOT NULL,
    from_on            DATE        NOT NULL,
    until_on           DATE        NOT NULL,
    fee_fen            BIGINT      NOT NULL,
    spread_fen         BIGINT,
    min_share_bp       INT         NOT NULL,
    -- Good pieces' weight, of all its lots; follows the entries.
    good_grams         BIGINT      NOT NULL,
    opened_by          VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_at          DATETIME(3) NOT NULL,
    PRIMARY KEY (holding_code),
    UNIQUE KEY log_reserve_holding_place (programme_code, node_code, commodity_code),
    KEY log_reserve_holding_county (county_code, commodity_code),
    KEY log_reserve_holding_level (level_code, from_on),
    CONSTRAINT log_reserve_holding_term CHECK (until_on >= from_on AND grams > 0 AND fee_fen >= 0 AND good_grams >= 0
        AND min_share_bp BETWEEN 0 AND 10000)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_reserve_target (
    programme_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    commodity_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Empty for the whole programme.
    node_code      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    grams          BIGINT      NOT NULL,
    -- Of all that the programme holds.
    min_share_bp   INT         NOT NULL,
    -- So many days of supply for so many people; 0 for none.
    days           INT         NOT NULL,
    population     BIGINT      NOT NULL,
    grams_a_day    BIGINT      NOT NULL,
    source         VARCHAR(200) NOT NULL,
    PRIMARY KEY (programme_code, commodity_code, node_code),
    CONSTRAINT log_reserve_target_numbers CHECK (grams >= 0 AND min_share_bp BETWEEN 0 AND 10000 AND days >= 0
        AND population >= 0 AND grams_a_day >= 0)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_reserve_lot (
    reserve_lot_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holding_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    programme_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Empty for SKUs that are not tracked by lot.
    lot_code       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    variety        VARCHAR(60) NOT NULL,
    grade          VARCHAR(20) NOT NULL,
    cost_fen       BIGINT      NOT NULL,
    grams          BIGINT      NOT NULL,
    in_on          DATE        NOT NULL,
    produced_on    DATE,
    expires_on     DATE,
    -- Pieces now, fit and unfit; they follow the entries.
    good           BIGINT      NOT NULL,
    held           BIGINT      NOT NULL,
    PRIMARY KEY (reserve_lot_id),
    UNIQUE KEY log_reserve_lot_part (programme_code, node_code, sku_code, lot_code),
    KEY log_reserve_lot_holding (holding_code, in_on),
    CONSTRAINT log_reserve_lot_pieces CHECK (good >= 0 AND held >= 0 AND cost_fen >= 0 AND grams > 0)
) DEFAULT CHARACTER SET utf8mb4;

-- What became of a lot, act by act. Never changed, never deleted; the movements of stock say the same.
CREATE TABLE log_reserve_entry (
    entry_id       CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holding_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reserve_lot_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    good_delta     BIGINT      NOT NULL,
    held_delta     BIGINT      NOT NULL,
    deed           VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    document_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    act_id         CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The county's day.
    happened_on    DATE        NOT NULL,
    recorded_at    DATETIME(3) NOT NULL,
    actor          VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (entry_id),
    UNIQUE KEY log_reserve_entry_act (act_id, reserve_lot_id),
    KEY log_reserve_entry_holding (holding_code, happened_on),
    KEY log_reserve_entry_lot (reserve_lot_id, deed),
    KEY log_reserve_entry_document (document_id),
    CONSTRAINT log_reserve_entry_deed CHECK (deed IN ('ARRIVE', 'INTAKE', 'SEND_BACK', 'REFILL', 'RELEASE', 'ROTATE_OUT',
        'ROTATE_IN', 'LOSS', 'MOVE_OUT', 'MOVE_IN', 'MAKE_GOOD', 'RESTORE', 'CHECK', 'COUNT', 'DAMAGE', 'SCRAP'))
) DEFAULT CHARACTER SET utf8mb4;

-- What a holder owes: pieces that a count, a damage, a failed test or a loss beyond the allowance found missing.
CREATE TABLE log_reserve_claim (
    claim_id       CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holding_code   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reserve_lot_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cause          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    act_id         CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces         BIGINT       NOT NULL,
    made_good      BIGINT       NOT NULL,
    state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_at      DATETIME(3)  NOT NULL,
    opened_by      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    closed_at      DATETIME(3),
    closed_by      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    why            VARCHAR(200),
    PRIMARY KEY (claim_id),
    UNIQUE KEY log_reserve_claim_act (act_id, reserve_lot_id),
    KEY log_reserve_claim_holding (holding_code, state),
    KEY log_reserve_claim_level (sku_code, node_code, state),
    CONSTRAINT log_reserve_claim_state CHECK (state IN ('OPEN', 'SETTLED', 'WAIVED')),
    CONSTRAINT log_reserve_claim_pieces CHECK (pieces > 0 AND made_good BETWEEN 0 AND pieces),
    CONSTRAINT log_reserve_claim_settled CHECK (state <> 'SETTLED' OR made_good = pieces)
) DEFAULT CHARACTER SET utf8mb4;

-- What comes waits for its inspection, apart from all else.
CREATE TABLE log_reserve_intake (
    intake_id      CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holding_code   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reserve_lot_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces         BIGINT       NOT NULL,
    -- The release or rotation that it makes up for; null for neither.
    refills        VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin,
    refills_id     CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    arrived_on     DATE         NOT NULL,
    state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    registered_by  VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    registered_at  DATETIME(3)  NOT NULL,
    inspected_by   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    inspected_at   DATETIME(3),
    results        VARCHAR(400),
    PRIMARY KEY (intake_id),
    KEY log_reserve_intake_holding (holding_code, intake_id),
    KEY log_reserve_intake_refills (refills_id),
    CONSTRAINT log_reserve_intake_state CHECK (state IN ('ARRIVED', 'TAKEN', 'REFUSED')),
    CONSTRAINT log_reserve_intake_inspected CHECK ((state = 'ARRIVED') = (inspected_by IS NULL)),
    CONSTRAINT log_reserve_intake_pieces CHECK (pieces > 0)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_reserve_check (
    check_id       CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holding_code   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reserve_lot_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    checked_on     DATE         NOT NULL,
    passed         BOOLEAN      NOT NULL,
    results        VARCHAR(400) NOT NULL,
    checked_by     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recorded_at    DATETIME(3)  NOT NULL,
    PRIMARY KEY (check_id),
    KEY log_reserve_check_lot (reserve_lot_id, checked_on)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_reserve_loss (
    loss_id        CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holding_code   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reserve_lot_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces         BIGINT       NOT NULL,
    -- Of these, within the allowance of the day; the rest is claimed.
    allowed        BIGINT       NOT NULL,
    allowance_bp   INT          NOT NULL,
    age_months     INT          NOT NULL,
    reason         VARCHAR(200) NOT NULL,
    booked_by      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    booked_at      DATETIME(3)  NOT NULL,
    PRIMARY KEY (loss_id),
    KEY log_reserve_loss_lot (reserve_lot_id),
    CONSTRAINT log_reserve_loss_pieces CHECK (pieces > 0 AND allowed BETWEEN 0 AND pieces)
) DEFAULT CHARACTER SET utf8mb4;

-- What may only be changed when the authority has approved it.
CREATE TABLE log_reserve_change (
    change_id      CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holding_code   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reserve_lot_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind           VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- PLACE: the holding that takes them, and pieces. VARIETY, GRADE: the new words.
    to_holding     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    to_words       VARCHAR(60),
    pieces         BIGINT       NOT NULL,
    reason         VARCHAR(200) NOT NULL,
    state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_by    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_at    DATETIME(3)  NOT NULL,
    decided_by     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    decided_at     DATETIME(3),
    PRIMARY KEY (change_id),
    KEY log_reserve_change_holding (holding_code, change_id),
    CONSTRAINT log_reserve_change_kind CHECK (kind IN ('PLACE', 'VARIETY', 'GRADE')),
    CONSTRAINT log_reserve_change_state CHECK (state IN ('PROPOSED', 'DONE', 'REJECTED'))
) DEFAULT CHARACTER SET utf8mb4;
