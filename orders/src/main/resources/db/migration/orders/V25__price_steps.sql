-- How lines came to their prices. Fen. Net of a line = amount_fen - discount_fen; its share of the carriage is beside it.
ALTER TABLE ord_line
    ADD COLUMN discount_fen BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN freight_fen  BIGINT NOT NULL DEFAULT 0,
    -- Rows in ord_line_price_step; 0 for a plain line, so that nobody looks for any.
    ADD COLUMN price_steps  INT    NOT NULL DEFAULT 0,
    ADD CONSTRAINT ord_line_net CHECK (discount_fen >= 0 AND discount_fen <= amount_fen AND freight_fen >= 0
        AND price_steps >= 0);

-- Of orders from before, the first line has the carriage.
UPDATE ord_line l JOIN ord_order o ON o.order_id = l.order_id SET l.freight_fen = o.freight_fen WHERE l.line_no = 1;

-- What rules brought: neither the offer's price nor the tariff's carriage, which follow from the line. Never changed.
CREATE TABLE ord_line_price_step (
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    step_no     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Below 0 for a discount.
    fen         BIGINT      NOT NULL,
    -- Id of price list, promotion, coupon, programme or freight template.
    ref         VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Who pays for a discount; null for prices and carriage.
    payer       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin,
    payer_code  VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (order_id, line_no, step_no),
    KEY ord_line_price_step_ref (ref),
    CONSTRAINT ord_line_price_step_kind CHECK (kind IN
        ('PRICE_LIST', 'ITEM_PROMOTION', 'ORDER_PROMOTION', 'COUPON', 'SUBSIDY', 'FREIGHT')),
    CONSTRAINT ord_line_price_step_payer CHECK (
        (kind IN ('ITEM_PROMOTION', 'ORDER_PROMOTION', 'COUPON', 'SUBSIDY')) = (payer IS NOT NULL)
        AND (payer IS NULL OR fen <= 0) AND (kind <> 'FREIGHT' OR fen >= 0)
        AND (payer IS NULL OR payer IN ('PLATFORM', 'SELLER', 'BRAND', 'FUND'))
        AND (payer IS NOT NULL OR payer_code IS NULL))
) DEFAULT CHARACTER SET utf8mb4;
