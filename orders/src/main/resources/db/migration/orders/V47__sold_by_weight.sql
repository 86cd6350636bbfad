-- Lines that are paid for as they weigh: net grams ordered with a piece, what it may weigh more or less, and what the line weighed.
ALTER TABLE ord_line
    ADD COLUMN weight_each      BIGINT NULL,
    ADD COLUMN weight_tolerance INT    NULL,
    -- Null until its parcel is packed; set once, and less when some of the pieces are found missing.
    ADD COLUMN weight_got       BIGINT NULL,
    -- Pieces that were weighed.
    ADD COLUMN weight_pieces    INT    NULL,
    ADD CONSTRAINT ord_line_weight CHECK ((weight_each IS NULL) = (weight_tolerance IS NULL)
        AND (weight_got IS NULL) = (weight_pieces IS NULL)
        AND (weight_got IS NULL OR (weight_each IS NOT NULL AND weight_got >= 0 AND weight_pieces >= 0)));

ALTER TABLE ord_line_price_step DROP CONSTRAINT ord_line_price_step_kind;
ALTER TABLE ord_line_price_step ADD CONSTRAINT ord_line_price_step_kind CHECK (kind IN
    ('PRICE_LIST', 'WEIGHT', 'ITEM_PROMOTION', 'ORDER_PROMOTION', 'COUPON', 'SUBSIDY', 'FREIGHT'));

-- What a worker read from the scales; of several readings of a line the last before its parcel is packed counts. Never changed.
CREATE TABLE ord_weighing (
    weighing_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      INT         NOT NULL,
    grams       BIGINT      NOT NULL,
    actor       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    weighed_at  DATETIME(3) NOT NULL,
    PRIMARY KEY (weighing_id),
    KEY ord_weighing_line (order_id, line_no, weighing_id),
    CONSTRAINT ord_weighing_positive CHECK (pieces > 0 AND grams > 0)
) DEFAULT CHARACTER SET utf8mb4;

-- What an order's weight did to its money: once, when its parcel was packed. Never changed.
CREATE TABLE ord_weighed (
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    grams       BIGINT      NOT NULL,
    -- What its buyer pays less, in fen.
    fen         BIGINT      NOT NULL,
    -- The reading that counted; null where nobody weighed, and what was ordered holds.
    weighing_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    settled_at  DATETIME(3) NOT NULL,
    PRIMARY KEY (order_id, line_no),
    CONSTRAINT ord_weighed_back CHECK (fen >= 0 AND grams >= 0)
) DEFAULT CHARACTER SET utf8mb4;
