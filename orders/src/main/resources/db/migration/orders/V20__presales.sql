-- Goods that are sold before they are harvested. Quantities are pieces, money is fen, times are UTC, days are the county's.

CREATE TABLE ord_presale (
    presale_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code     VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seller_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    offer_id        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Where the harvest is taken in, and goes from.
    node_code       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state           VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Acts so far; the last row of its history has the same number.
    version         INT         NOT NULL,
    -- What is expected to be harvested, and of that the share that may be sold, in percent.
    forecast        BIGINT      NOT NULL,
    sell_percent    INT         NOT NULL,
    order_until     DATETIME(3) NOT NULL,
    ship_from       DATE        NOT NULL,
    ship_to         DATE        NOT NULL,
    -- NONE, PERCENT of the goods, or PER_PIECE in fen.
    deposit_kind    VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    deposit_amount  BIGINT      NOT NULL,
    -- Days from the harvest within which the rest is paid, and what becomes of the deposit otherwise.
    balance_days    INT         NOT NULL,
    unpaid_deposit  VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Null for no limit.
    each_limit      INT,
    cut_rule        VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cancelling      VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Days after the last day of shipping after which everybody has his money back.
    patience_days   INT         NOT NULL,
    -- How often it turned out to be late; the last day of shipping for which its passing was counted.
    lateness        INT         NOT NULL,
    passed_on       DATE,
    -- What was harvested; null until it is.
    yield_pieces    BIGINT,
    created_at      DATETIME(3) NOT NULL,
    PRIMARY KEY (presale_id),
    KEY ord_presale_seller (seller_code, presale_id),
    KEY ord_presale_state (state, presale_id),
    KEY ord_presale_node (node_code, state),
    CONSTRAINT ord_presale_state CHECK (state IN ('DRAFT', 'OPEN', 'CLOSED', 'ALLOTTED', 'DONE', 'CALLED_OFF')),
    CONSTRAINT ord_presale_amounts CHECK (forecast > 0 AND sell_percent BETWEEN 1 AND 100 AND ship_from <= ship_to
        AND balance_days BETWEEN 1 AND 60 AND patience_days BETWEEN 1 AND 180 AND deposit_amount >= 0
        AND (each_limit IS NULL OR each_limit > 0)),
    CONSTRAINT ord_presale_deposit CHECK (deposit_kind IN ('NONE', 'PERCENT', 'PER_PIECE')),
    CONSTRAINT ord_presale_terms CHECK (unpaid_deposit IN ('KEPT', 'REFUNDED')
        AND cut_rule IN ('PROPORTIONAL', 'FIRST_COME') AND cancelling IN ('FREE', 'WHEN_LATE'))
) DEFAULT CHARACTER SET utf8mb4;

-- Every act on a presale, and how it stood afterwards. Never changed, never deleted.
CREATE TABLE ord_presale_history (
    presale_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    act         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state       VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    forecast    BIGINT      NOT NULL,
    ship_from   DATE        NOT NULL,
    ship_to     DATE        NOT NULL,
    reason      VARCHAR(200),
    at          DATETIME(3) NOT NULL,
    actor       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (presale_id, version)
) DEFAULT CHARACTER SET utf8mb4;

-- An order of a presale, alone in its group, with one line.
CREATE TABLE ord_presale_order (
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    presale_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      BIGINT      NOT NULL,
    -- WAITING; SHARED when its share of the harvest is known; SETTLED when the order has it, or is over.
    state       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Its share; null until it is known.
    given       BIGINT,
    -- What the pieces that it goes without would have cost, and what of that was paid and goes back.
    cut_fen     BIGINT      NOT NULL,
    back_fen    BIGINT      NOT NULL,
    -- How many times its buyer was told that it is late.
    late_told   INT         NOT NULL,
    PRIMARY KEY (order_id),
    KEY ord_presale_order_of (presale_id, state),
    KEY ord_presale_order_state (state, order_id),
    CONSTRAINT ord_presale_order_state CHECK (state IN ('WAITING', 'SHARED', 'SETTLED')),
    CONSTRAINT ord_presale_order_given CHECK (pieces > 0 AND (given IS NULL OR given BETWEEN 0 AND pieces)
        AND cut_fen >= 0 AND back_fen BETWEEN 0 AND cut_fen)
) DEFAULT CHARACTER SET utf8mb4;

ALTER TABLE ord_order
    -- Of the total, what is paid first where the rest is paid when the goods are there.
    ADD COLUMN deposit_fen BIGINT NOT NULL DEFAULT 0,
    DROP CONSTRAINT ord_order_payment,
    ADD CONSTRAINT ord_order_payment CHECK (payment_status IN ('UNPAID', 'DEPOSIT_PAID', 'BALANCE_DUE', 'PAID',
        'CASH_DUE', 'REFUND_DUE', 'REFUNDED', 'FORFEITED')),
    ADD CONSTRAINT ord_order_deposit CHECK (deposit_fen >= 0 AND deposit_fen < total_fen);

ALTER TABLE ord_group
    DROP CONSTRAINT ord_group_status,
    ADD CONSTRAINT ord_group_status CHECK (status IN ('AWAITING_PAYMENT', 'DEPOSIT_PAID', 'PAID', 'CASH_DUE', 'EXPIRED',
        'CANCELLED'));
