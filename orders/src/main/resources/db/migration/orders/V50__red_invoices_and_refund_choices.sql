-- What was handed over to be invoiced of an order: first a blue paper, then a red one whenever more of it had gone back. Money is fen, times are UTC.
CREATE TABLE ord_invoice_paper (
    paper_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- 0 is the blue one.
    nth         INT         NOT NULL,
    -- Which a red one takes back.
    blue_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    -- All that had been taken back of the order by then.
    taken_fen   BIGINT      NOT NULL,
    exported_at DATETIME(3) NOT NULL,
    PRIMARY KEY (paper_id),
    UNIQUE KEY ord_invoice_paper_nth (order_id, nth),
    KEY ord_invoice_paper_county (county_code, order_id),
    CONSTRAINT ord_invoice_paper_red CHECK ((nth > 0) = (blue_id IS NOT NULL) AND nth >= 0 AND taken_fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;

-- Of each paper. Line 0 is the carriage; of a red one fen, pieces and tax are below 0.
CREATE TABLE ord_invoice_paper_line (
    paper_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no  INT      NOT NULL,
    order_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces   INT      NOT NULL,
    fen      BIGINT   NOT NULL,
    -- Rate of the tax that fen holds, that of the blue one for ever.
    bps      INT      NOT NULL,
    tax_fen  BIGINT   NOT NULL,
    PRIMARY KEY (paper_id, line_no),
    KEY ord_invoice_paper_line_order (order_id, line_no),
    CONSTRAINT ord_invoice_paper_line_fen CHECK (fen <> 0)
) DEFAULT CHARACTER SET utf8mb4;

-- Orders whose buyer wants what goes back on his balance; without a row it goes back the way it was paid.
CREATE TABLE ord_refund_choice (
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    way         VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    chosen_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (order_id),
    CONSTRAINT ord_refund_choice_way CHECK (way IN ('GATEWAY', 'BALANCE'))
) DEFAULT CHARACTER SET utf8mb4;
