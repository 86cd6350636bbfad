-- What a buyer means to buy, what he has bought, and how each order stands. Money is fen, times are UTC.

-- The row that a placing locks, so that two of them never sell one cart twice.
CREATE TABLE ord_cart (
    account_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    changed_at DATETIME(3) NOT NULL,
    PRIMARY KEY (account_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_cart_line (
    account_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    offer_id   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quantity   INT         NOT NULL,
    added_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (account_id, offer_id),
    CONSTRAINT ord_cart_line_quantity CHECK (quantity BETWEEN 1 AND 9999)
) DEFAULT CHARACTER SET utf8mb4;

-- What was placed and is paid in one go.
CREATE TABLE ord_group (
    group_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recipient_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payment      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    total_fen    BIGINT      NOT NULL,
    -- Null when nothing has to be paid before the goods are there.
    pay_by       DATETIME(3),
    placed_at    DATETIME(3) NOT NULL,
    PRIMARY KEY (group_id),
    KEY ord_group_due (status, pay_by),
    CONSTRAINT ord_group_payment CHECK (payment IN ('ONLINE', 'CASH_AT_PICKUP')),
    CONSTRAINT ord_group_status CHECK (status IN ('AWAITING_PAYMENT', 'PAID', 'CASH_DUE', 'EXPIRED', 'CANCELLED')),
    CONSTRAINT ord_group_total CHECK (total_fen > 0)
) DEFAULT CHARACTER SET utf8mb4;

-- One seller's goods from one node to one destination. Three axes say how it stands.
CREATE TABLE ord_order (
    order_id          CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    group_id          CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code       VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recipient_id      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seller_code       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seller_name       VARCHAR(200) NOT NULL,
    from_node         VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_node           VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- 1 when a carrier brings it further than to_node, which is a gateway.
    outside           SMALLINT    NOT NULL,
    lifecycle         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payment_status    VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fulfilment_status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    goods_fen         BIGINT      NOT NULL,
    freight_fen       BIGINT      NOT NULL,
    discount_fen      BIGINT      NOT NULL,
    total_fen         BIGINT      NOT NULL,
    -- What it will cost the seller and bring the station, frozen when the order was placed.
    commission_fen    BIGINT      NOT NULL,
    station_fee_fen   BIGINT      NOT NULL,
    weight_grams      BIGINT      NOT NULL,
    volume_cm3        BIGINT      NOT NULL,
    promised_at       DATETIME(3) NOT NULL,
    placed_at         DATETIME(3) NOT NULL,
    -- Steps taken so far; the last row of its history has the same number.
    version           INT         NOT NULL,
    PRIMARY KEY (order_id),
    KEY ord_order_group (group_id),
    KEY ord_order_buyer (account_id, order_id),
    KEY ord_order_seller (seller_code, order_id),
    CONSTRAINT ord_order_outside CHECK (outside IN (0, 1)),
    CONSTRAINT ord_order_lifecycle CHECK (lifecycle IN ('OPEN', 'COMPLETED', 'CANCELLED')),
    CONSTRAINT ord_order_payment CHECK (payment_status IN ('UNPAID', 'PAID', 'CASH_DUE', 'REFUND_DUE', 'REFUNDED')),
    CONSTRAINT ord_order_fulfilment CHECK (fulfilment_status IN
        ('RESERVED', 'ALLOCATED', 'PACKED', 'READY', 'HANDED_OVER', 'WITH_CARRIER', 'GIVEN_BACK')),
    CONSTRAINT ord_order_sum CHECK (total_fen = goods_fen + freight_fen - discount_fen),
    CONSTRAINT ord_order_parts CHECK (goods_fen > 0 AND freight_fen >= 0 AND discount_fen >= 0 AND total_fen > 0)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_line (
    order_id       CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no        INT         NOT NULL,
    county_code    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    offer_id       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name           VARCHAR(200) NOT NULL,
    quantity       INT         NOT NULL,
    unit_price_fen BIGINT      NOT NULL,
    amount_fen     BIGINT      NOT NULL,
    PRIMARY KEY (order_id, line_no),
    CONSTRAINT ord_line_quantity CHECK (quantity BETWEEN 1 AND 9999),
    CONSTRAINT ord_line_amount CHECK (amount_fen = unit_price_fen * quantity AND unit_price_fen > 0)
) DEFAULT CHARACTER SET utf8mb4;

-- Every step of every order: how it stood afterwards, who took it, when and why. Never changed, never deleted.
CREATE TABLE ord_order_history (
    order_id          CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version           INT         NOT NULL,
    county_code       VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lifecycle         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payment_status    VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fulfilment_status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at                DATETIME(3) NOT NULL,
    actor             VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    why               VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (order_id, version)
) DEFAULT CHARACTER SET utf8mb4;
