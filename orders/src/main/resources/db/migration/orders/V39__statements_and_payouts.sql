-- Statements of closed periods and what is paid by them. Money is fen; days are the county's, times are UTC.

CREATE TABLE ord_period (
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    period_no   INT         NOT NULL,
    -- First and last day.
    from_on     DATE        NOT NULL,
    until_on    DATE        NOT NULL,
    closed_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    closed_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (county_code, period_no),
    CONSTRAINT ord_period_days CHECK (until_on >= from_on)
) DEFAULT CHARACTER SET utf8mb4;

-- One for each party that has lines in the period or a balance from before. Never changed.
CREATE TABLE ord_statement (
    statement_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    period_no    INT         NOT NULL,
    -- Kind and code, such as SELLER:S1.
    party        VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opening_fen  BIGINT      NOT NULL,
    lines_fen    BIGINT      NOT NULL,
    closing_fen  BIGINT      NOT NULL,
    -- Of the closing balance, what may be paid: a seller's windows for claims are over.
    payable_fen  BIGINT      NOT NULL,
    line_count   INT         NOT NULL,
    PRIMARY KEY (statement_id),
    UNIQUE KEY ord_statement_party (party, county_code, period_no),
    KEY ord_statement_period (county_code, period_no, party),
    CONSTRAINT ord_statement_sum CHECK (closing_fen = opening_fen + lines_fen)
) DEFAULT CHARACTER SET utf8mb4;

-- What one journal moved for one party, in one statement only.
CREATE TABLE ord_statement_line (
    statement_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no        INT         NOT NULL,
    journal_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    party          VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind           VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cause          VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id       CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    amount_fen     BIGINT      NOT NULL,
    payable_fen    BIGINT      NOT NULL,
    -- Of a sale or what was taken back of it: the platform's share, tax with it, shares of live sales, what others paid of the price.
    commission_fen BIGINT      NOT NULL,
    tax_fen        BIGINT      NOT NULL,
    live_fen       BIGINT      NOT NULL,
    discount_fen   BIGINT      NOT NULL,
    posted_at      DATETIME(3) NOT NULL,
    PRIMARY KEY (statement_id, line_no),
    UNIQUE KEY ord_statement_line_once (journal_id, party),
    KEY ord_statement_line_posted (county_code, posted_at)
) DEFAULT CHARACTER SET utf8mb4;

-- Where a party is paid.
CREATE TABLE ord_bank_account (
    party         VARCHAR(48)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holder_sealed VARBINARY(400) NOT NULL,
    number_sealed VARBINARY(120) NOT NULL,
    -- Its last four digits.
    tail          CHAR(4)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    bank_name     VARCHAR(100)   NOT NULL,
    version       INT            NOT NULL,
    set_by        VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    set_at        DATETIME(3)    NOT NULL,
    PRIMARY KEY (party)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_payout_batch (
    batch_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    period_no   INT         NOT NULL,
    state       VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_by     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at     DATETIME(3) NOT NULL,
    decided_by  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    decided_at  DATETIME(3),
    PRIMARY KEY (batch_id),
    KEY ord_payout_batch_county (county_code, batch_id),
    CONSTRAINT ord_payout_batch_state CHECK (state IN ('PROPOSED', 'APPROVED', 'DECLINED'))
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_payout (
    payout_id    CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    batch_id     CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    party        VARCHAR(48)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    statement_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fen          BIGINT       NOT NULL,
    -- LEFT_OUT says why; the others go from PLANNED by SENT to PAID or BOUNCED, or are DECLINED.
    state        VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    why          VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin,
    bank_version INT          NOT NULL,
    note         VARCHAR(200) NOT NULL,
    ended_by     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    ended_at     DATETIME(3),
    -- 1 while it is planned or sent, else null: a party has one at a time.
    under_way    TINYINT,
    -- 1 unless it was left out, declined or bounced, else null: a statement is paid once.
    counts       TINYINT,
    PRIMARY KEY (payout_id),
    UNIQUE KEY ord_payout_one (party, county_code, under_way),
    UNIQUE KEY ord_payout_once (statement_id, counts),
    KEY ord_payout_batch_lines (batch_id, payout_id),
    CONSTRAINT ord_payout_state CHECK (state IN ('LEFT_OUT', 'PLANNED', 'SENT', 'PAID', 'BOUNCED', 'DECLINED')),
    CONSTRAINT ord_payout_fen CHECK (fen > 0 OR state = 'LEFT_OUT')
) DEFAULT CHARACTER SET utf8mb4;
