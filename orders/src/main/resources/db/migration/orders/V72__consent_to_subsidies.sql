-- What a villager said yes to by his phone, where a keeper orders for him with his subsidies. Money is fen, times are UTC.
CREATE TABLE ord_assisted_consent (
    assisted_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Keyed hash of the code and of what it is for.
    code_index  BINARY(16)  NOT NULL,
    -- At most so much of his subsidies he was told of.
    subsidy_fen BIGINT      NOT NULL,
    tries_left  INT         NOT NULL,
    sent_at     DATETIME(3) NOT NULL,
    valid_until DATETIME(3) NOT NULL,
    -- When the order was placed with it.
    used_at     DATETIME(3),
    PRIMARY KEY (assisted_id),
    CONSTRAINT ord_assisted_consent_some CHECK (subsidy_fen > 0 AND tries_left >= 0)
) DEFAULT CHARACTER SET utf8mb4;
