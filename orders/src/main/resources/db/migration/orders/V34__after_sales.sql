-- What buyers ask for after they have received: back, another one, or money. Money is fen, times are UTC.

CREATE TABLE ord_after (
    request_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id       CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seller_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind           VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason         VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Whose fault it is, and which node or carrier answers for it where it is the network's.
    fault          VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payer          VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    -- What the buyer asks for, and what the seller offers instead; money is settled once.
    asked_fen      BIGINT      NOT NULL,
    offered_fen    BIGINT,
    settled_fen    BIGINT,
    -- With which the buyer hands the goods in; null while there is nothing to hand in.
    drop_code      CHAR(10)    CHARACTER SET ascii COLLATE ascii_bin,
    barcode        VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,
    -- Under which the goods that replace others are held and sent.
    replacement_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    asked_at       DATETIME(3) NOT NULL,
    -- When it goes on by itself; of a dispute, from when it may be decided without a side that says nothing.
    due_at         DATETIME(3),
    version        INT         NOT NULL,
    PRIMARY KEY (request_id),
    UNIQUE KEY ord_after_code (drop_code),
    KEY ord_after_order (order_id),
    KEY ord_after_replacement (replacement_id),
    KEY ord_after_buyer (account_id, request_id),
    KEY ord_after_seller (seller_code, request_id),
    KEY ord_after_county (county_code, state, request_id),
    KEY ord_after_due (state, due_at),
    CONSTRAINT ord_after_kind CHECK (kind IN ('RETURN', 'EXCHANGE', 'CLAIM', 'REFUND_ONLY')),
    CONSTRAINT ord_after_fen CHECK (asked_fen >= 0 AND (offered_fen IS NULL OR offered_fen > 0)
        AND (settled_fen IS NULL OR settled_fen >= 0))
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_after_line (
    request_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- 0 stands for the carriage of the order.
    line_no     INT         NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      INT         NOT NULL,
    -- What of the request's money is this line's, once it is settled.
    fen         BIGINT      NOT NULL DEFAULT 0,
    PRIMARY KEY (request_id, line_no),
    CONSTRAINT ord_after_line_pieces CHECK (pieces > 0 AND fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;

-- Each line of an order that anything was asked for, counted: what two ask at once, one gets.
CREATE TABLE ord_after_count (
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    received    INT         NOT NULL,
    -- In requests that are open; settled with money; replaced by others.
    opened      INT         NOT NULL,
    settled     INT         NOT NULL,
    exchanged   INT         NOT NULL,
    worth_fen   BIGINT      NOT NULL,
    paid_fen    BIGINT      NOT NULL,
    PRIMARY KEY (order_id, line_no),
    CONSTRAINT ord_after_count_pieces CHECK (opened >= 0 AND settled >= 0 AND exchanged BETWEEN 0 AND received
        AND opened + settled <= received),
    CONSTRAINT ord_after_count_fen CHECK (paid_fen BETWEEN 0 AND worth_fen)
) DEFAULT CHARACTER SET utf8mb4;

-- Every step: how it stood afterwards, who took it, when. Never changed, never deleted.
CREATE TABLE ord_after_history (
    request_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    act         VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fen         BIGINT,
    at          DATETIME(3) NOT NULL,
    actor       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (request_id, version)
) DEFAULT CHARACTER SET utf8mb4;

-- What the two sides and the county say.
CREATE TABLE ord_after_word (
    word_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    side        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    said        VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    at          DATETIME(3) NOT NULL,
    PRIMARY KEY (word_id),
    KEY ord_after_word_request (request_id, word_id),
    CONSTRAINT ord_after_word_side CHECK (side IN ('BUYER', 'SELLER', 'COUNTY'))
) DEFAULT CHARACTER SET utf8mb4;
