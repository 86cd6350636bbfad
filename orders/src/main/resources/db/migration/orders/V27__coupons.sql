-- Coupons of buyers, and the codes by which some are claimed. UTC.

CREATE TABLE ord_coupon (
    coupon_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    promotion_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Which of his of this promotion: two claims at once cannot both be the last that he may have.
    nth          INT         NOT NULL,
    claimed_at   DATETIME(3) NOT NULL,
    valid_until  DATETIME(3) NOT NULL,
    state        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Lines that hold it; at 0 it is his again.
    held         INT         NOT NULL DEFAULT 0,
    PRIMARY KEY (coupon_id),
    UNIQUE KEY ord_coupon_nth (promotion_id, account_id, nth),
    KEY ord_coupon_account (account_id, state, valid_until),
    CONSTRAINT ord_coupon_state CHECK (state IN ('CLAIMED', 'USED')),
    CONSTRAINT ord_coupon_held CHECK (held >= 0 AND (state = 'USED') = (held > 0))
) DEFAULT CHARACTER SET utf8mb4;

-- Each code claims one coupon. Only its hash is kept.
CREATE TABLE ord_coupon_code (
    code_hash    BINARY(32)  NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    promotion_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    batch_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Coupon that it claimed; null while nobody did.
    coupon_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (code_hash),
    KEY ord_coupon_code_batch (promotion_id, batch_id)
) DEFAULT CHARACTER SET utf8mb4;
