-- Subsidy programmes: a fund pays a part of the price for those who proved that they qualify.

CREATE TABLE ord_subsidy (
    programme_id  CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name          VARCHAR(120) NOT NULL,
    -- Who pays: FUND:<code> in the books.
    fund_code     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Codes of categories with blanks between.
    categories    VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Of what the buyer would pay, basis points.
    bps           INT          NOT NULL,
    cap_fen       BIGINT       NOT NULL,
    buyer_cap_fen BIGINT       NOT NULL,
    valid_from    DATETIME(3)  NOT NULL,
    valid_until   DATETIME(3)  NOT NULL,
    -- OPEN, CLOSED.
    state         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- What orders hold of the cap.
    taken_fen     BIGINT       NOT NULL,
    made_by       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at       DATETIME(3)  NOT NULL,
    PRIMARY KEY (programme_id),
    KEY ord_subsidy_state (county_code, state),
    CONSTRAINT ord_subsidy_states CHECK (state IN ('OPEN', 'CLOSED')),
    CONSTRAINT ord_subsidy_bps CHECK (bps BETWEEN 1 AND 9000),
    CONSTRAINT ord_subsidy_caps CHECK (buyer_cap_fen > 0 AND cap_fen >= buyer_cap_fen),
    CONSTRAINT ord_subsidy_taken CHECK (taken_fen BETWEEN 0 AND cap_fen),
    CONSTRAINT ord_subsidy_days CHECK (valid_until > valid_from)
) DEFAULT CHARACTER SET utf8mb4;

-- Who asked to take part, and by which document. One document takes part once in each programme.
CREATE TABLE ord_subsidy_person (
    person_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    programme_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    document      VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Null once its person is forgotten.
    number_sealed VARBINARY(200),
    number_index  BINARY(16)  NULL,
    -- ASKED, APPROVED, DECLINED.
    state         VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    taken_fen     BIGINT      NOT NULL,
    asked_at      DATETIME(3) NOT NULL,
    decided_by    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    decided_at    DATETIME(3) NULL,
    PRIMARY KEY (person_id),
    UNIQUE KEY ord_subsidy_person_once (programme_id, account_id),
    UNIQUE KEY ord_subsidy_document_once (programme_id, number_index),
    KEY ord_subsidy_account (account_id),
    KEY ord_subsidy_asked (programme_id, state, person_id),
    CONSTRAINT ord_subsidy_person_state CHECK (state IN ('ASKED', 'APPROVED', 'DECLINED')),
    CONSTRAINT ord_subsidy_person_taken CHECK (taken_fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;

-- What orders gave back of what they had taken; below zero where they took it again.
CREATE TABLE ord_subsidy_back (
    back_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    programme_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no      INT         NOT NULL,
    fen          BIGINT      NOT NULL,
    at           DATETIME(3) NOT NULL,
    PRIMARY KEY (back_id),
    KEY ord_subsidy_back_programme (programme_id)
) DEFAULT CHARACTER SET utf8mb4;
