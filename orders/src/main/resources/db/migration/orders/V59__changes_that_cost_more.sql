-- What a change brought from its buyer beyond what the order had, in fen.
ALTER TABLE ord_order_change ADD COLUMN more_fen BIGINT NOT NULL DEFAULT 0;

-- Changes that cost more, as the county offered them: nothing of it happens until their buyer has paid the difference, or agreed to
-- it where he pays in cash. One that is open beyond pay_by has lapsed.
CREATE TABLE ord_change_offer (
    offer_id     CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id     CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- OPEN, DONE, REPLACED by a later one, FAILED: it could not be done any more when it was paid.
    state        VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Where to and how many pieces, as JSON.
    wanted       TEXT         CHARACTER SET utf8mb4 NOT NULL,
    -- NULL for the same.
    recipient_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    in_cash      BOOLEAN      NOT NULL,
    after_fen    BIGINT       NOT NULL,
    more_fen     BIGINT       NOT NULL,
    reason       VARCHAR(200) NOT NULL,
    offered_by   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    offered_at   DATETIME(3)  NOT NULL,
    pay_by       DATETIME(3)  NOT NULL,
    -- The payment that it was done with; NULL in cash.
    paid_by      CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (offer_id),
    KEY ord_change_offer_order (order_id, offer_id),
    CONSTRAINT ord_change_offer_fen CHECK (more_fen > 0 AND after_fen >= more_fen)
) DEFAULT CHARACTER SET utf8mb4;

-- Payments of a difference; each pays of the order that is to be changed.
CREATE TABLE ord_change_payment (
    payment_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    offer_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (payment_id),
    KEY ord_change_payment_offer (offer_id)
) DEFAULT CHARACTER SET utf8mb4;
