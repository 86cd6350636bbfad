-- Promotions: percent, amount, buy-and-get, flash sales, tiers of an order, templates of coupons. Fen, UTC.

CREATE TABLE ord_promotion (
    promotion_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Whose goods it is of, and whose it is; null for the county's.
    seller_code  VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    kind         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name         VARCHAR(60)  NOT NULL,
    -- JSON: terms, scope and payers. They never change.
    terms        TEXT         NOT NULL,
    starts_at    DATETIME(3)  NOT NULL,
    ends_at      DATETIME(3)  NOT NULL,
    -- What it may cost in all; null without a bound.
    budget_fen   BIGINT,
    used_fen     BIGINT       NOT NULL,
    -- Coupons that were claimed.
    issued       INT          NOT NULL DEFAULT 0,
    state        VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version      INT          NOT NULL,
    made_by      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at      DATETIME(3)  NOT NULL,
    approved_by  VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (promotion_id),
    KEY ord_promotion_running (county_code, state, ends_at),
    KEY ord_promotion_seller (seller_code, promotion_id),
    CONSTRAINT ord_promotion_kind CHECK (kind IN ('PERCENT', 'AMOUNT', 'BUY_GET', 'FLASH', 'TIERS', 'COUPON')),
    CONSTRAINT ord_promotion_state CHECK (state IN ('DRAFT', 'ACTIVE', 'DECLINED', 'ENDED')),
    CONSTRAINT ord_promotion_time CHECK (starts_at < ends_at),
    CONSTRAINT ord_promotion_budget CHECK (used_fen >= 0
        AND (budget_fen IS NULL OR budget_fen > 0 AND used_fen <= budget_fen)),
    CONSTRAINT ord_promotion_second CHECK (approved_by IS NULL OR approved_by <> made_by)
) DEFAULT CHARACTER SET utf8mb4;

-- What of the discounts of lines went back to their budgets: pieces that were not delivered.
CREATE TABLE ord_promotion_back (
    order_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no      INT         NOT NULL,
    promotion_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fen          BIGINT      NOT NULL,
    PRIMARY KEY (order_id, line_no, promotion_id),
    KEY ord_promotion_back_of (promotion_id),
    CONSTRAINT ord_promotion_back_fen CHECK (fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;
