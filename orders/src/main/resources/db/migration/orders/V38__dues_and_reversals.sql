-- What becomes of a seller's due after the delivery. Money is fen, times are UTC.

-- One row for each order by which a seller is owed something, gathered from the journals.
CREATE TABLE ord_due (
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seller_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- When the window for claims ends; later when a case holds it.
    release_at  DATETIME(3) NOT NULL,
    released_at DATETIME(3),
    PRIMARY KEY (order_id),
    KEY ord_due_release (state, release_at),
    CONSTRAINT ord_due_state CHECK (state IN ('WAITING', 'RELEASED'))
) DEFAULT CHARACTER SET utf8mb4;

-- Until when the journals of a county are gathered.
CREATE TABLE ord_due_mark (
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    until       DATETIME(3) NOT NULL,
    PRIMARY KEY (county_code)
) DEFAULT CHARACTER SET utf8mb4;

ALTER TABLE ord_journal ADD KEY ord_journal_posted (county_code, posted_at);

-- A part of a delivered order that was taken back in the books. Never changed.
CREATE TABLE ord_reversal (
    cause       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fault       VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payer       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    freight_fen BIGINT      NOT NULL,
    reversed_at DATETIME(3) NOT NULL,
    PRIMARY KEY (cause),
    KEY ord_reversal_order (order_id),
    CONSTRAINT ord_reversal_fault CHECK (fault IN ('SELLER', 'NETWORK', 'PLATFORM', 'NOBODY')),
    CONSTRAINT ord_reversal_freight CHECK (freight_fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_reversal_line (
    cause     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no   INT         NOT NULL,
    order_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces    INT         NOT NULL,
    goods_fen BIGINT      NOT NULL,
    PRIMARY KEY (cause, line_no),
    KEY ord_reversal_line_order (order_id),
    CONSTRAINT ord_reversal_line_some CHECK (pieces >= 0 AND goods_fen >= 0 AND pieces + goods_fen > 0)
) DEFAULT CHARACTER SET utf8mb4;
