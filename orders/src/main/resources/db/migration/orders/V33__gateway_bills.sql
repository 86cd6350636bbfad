-- Bills of gateways, compared with our own books day by day.
ALTER TABLE ord_payment
    -- When it was paid, as the gateway says: by that its bills go.
    ADD COLUMN gateway_paid_at DATETIME(3),
    ADD KEY ord_payment_gateway_paid (gateway, gateway_paid_at);

UPDATE ord_payment SET gateway_paid_at = paid_at WHERE paid_at IS NOT NULL;

ALTER TABLE ord_refund
    -- When we learnt that the gateway had made it, by the world's clock.
    ADD COLUMN made_at DATETIME(3),
    ADD KEY ord_refund_made (made_at);

UPDATE ord_refund SET made_at = done_at WHERE done_at IS NOT NULL;

-- A bill as it was fetched or handed in. The newest version of a day counts.
CREATE TABLE ord_bill (
    bill_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    gateway     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    bill_day    DATE        NOT NULL,
    version     INT         NOT NULL,
    -- SHA-256 of the file.
    hash        CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    size_bytes  INT         NOT NULL,
    lines_read  INT         NOT NULL,
    paid_fen    BIGINT      NOT NULL,
    back_fen    BIGINT      NOT NULL,
    -- How many of its numbers differ from ours, and of ours from it.
    differences INT         NOT NULL,
    -- Null for the newest version.
    replaced_by CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    loaded_by   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    loaded_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (bill_id),
    UNIQUE KEY ord_bill_version (gateway, bill_day, version),
    KEY ord_bill_county (county_code, bill_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_bill_row (
    bill_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    row_no     INT         NOT NULL,
    kind       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    number     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    gateway_no VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    amount_fen BIGINT      NOT NULL,
    PRIMARY KEY (bill_id, row_no),
    KEY ord_bill_row_number (number, kind),
    CONSTRAINT ord_bill_row_kind CHECK (kind IN ('PAYMENT', 'REFUND')),
    CONSTRAINT ord_bill_row_amount CHECK (amount_fen > 0)
) DEFAULT CHARACTER SET utf8mb4;

-- The sandbox: how often it still tells of a charge that was heard of, and whether it refuses to pay it back.
ALTER TABLE ord_sandbox_charge
    ADD COLUMN notices_more    INT     NOT NULL DEFAULT 0,
    ADD COLUMN refunds_refused TINYINT NOT NULL DEFAULT 0;
