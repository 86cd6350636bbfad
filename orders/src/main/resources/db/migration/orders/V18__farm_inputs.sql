-- Controlled farm inputs: what a line was registered as, for what restricted ones were bought, and how much a buyer may have.

ALTER TABLE ord_line
    ADD COLUMN input_kind         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN input_registration VARCHAR(60) NULL,
    ADD COLUMN input_restricted   BOOLEAN     NULL,
    ADD COLUMN input_ingredient   VARCHAR(60) NULL,
    -- Weight of a piece, as limits in grams count it.
    ADD COLUMN input_grams        BIGINT      NULL,
    ADD KEY ord_line_input (input_kind, order_id),
    ADD CONSTRAINT ord_line_input_whole CHECK ((input_kind IS NULL) = (input_registration IS NULL)
        AND (input_kind IS NULL) = (input_restricted IS NULL) AND (input_kind IS NULL) = (input_grams IS NULL));

-- What an offer of restricted pesticide was bought for, in all orders of a group. Sealed: what somebody grows where is his own.
CREATE TABLE ord_input_purpose (
    purpose_id      CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    group_id        CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    offer_id        VARCHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code     VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- By which the buyer's name was verified then.
    verification_id CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    purpose_sealed  VARBINARY(1000) NOT NULL,
    given_at        DATETIME(3)    NOT NULL,
    PRIMARY KEY (purpose_id),
    UNIQUE KEY ord_input_purpose_offer (group_id, offer_id)
) DEFAULT CHARACTER SET utf8mb4;

-- What a buyer may have in a season. Only its amount ever changes: what was counted must be given back as it was counted.
CREATE TABLE ord_input_limit (
    limit_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    season      VARCHAR(60) NOT NULL,
    what        VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code        VARCHAR(60) NOT NULL,
    unit        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount      BIGINT      NOT NULL,
    valid_from  DATE        NOT NULL,
    -- The last day.
    valid_until DATE        NOT NULL,
    version     INT         NOT NULL,
    PRIMARY KEY (limit_id),
    KEY ord_input_limit_county (county_code, valid_from),
    CONSTRAINT ord_input_limit_dates CHECK (valid_until >= valid_from),
    CONSTRAINT ord_input_limit_amount CHECK (amount > 0),
    CONSTRAINT ord_input_limit_words CHECK (what IN ('CLASS', 'INGREDIENT', 'SKU') AND unit IN ('GRAMS', 'PIECES'))
) DEFAULT CHARACTER SET utf8mb4;

-- What a buyer's open and done orders hold of it; amount is the limit's. The check is what refuses: no order takes more.
CREATE TABLE ord_input_use (
    limit_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    used       BIGINT      NOT NULL,
    amount     BIGINT      NOT NULL,
    PRIMARY KEY (limit_id, account_id),
    KEY ord_input_use_account (account_id),
    CONSTRAINT ord_input_use_within CHECK (used BETWEEN 0 AND amount)
) DEFAULT CHARACTER SET utf8mb4;

-- The row to lock for what must happen one at a time.
CREATE TABLE ord_input_guard (
    name VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (name)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO ord_input_guard (name) VALUES ('limits');
