-- What a line cost when it was put in, so that its buyer is told what changed since; null in lines from before.
ALTER TABLE ord_cart_line
    ADD COLUMN price_seen_fen BIGINT NULL;

-- The cart of somebody who is not signed in: whoever holds its token. Only the hash of that is kept.
CREATE TABLE ord_visitor_cart (
    cart_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token_hash  BINARY(32)  NOT NULL,
    created_at  DATETIME(3) NOT NULL,
    -- Real time, not the county's: it rises with each change.
    expires_at  DATETIME(3) NOT NULL,
    -- Account in whose cart it is now; it is empty then, and stays so.
    merged_into VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (cart_id),
    UNIQUE KEY ord_visitor_cart_token (token_hash),
    KEY ord_visitor_cart_expiry (expires_at),
    KEY ord_visitor_cart_merged (merged_into)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_visitor_line (
    cart_id        CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    offer_id       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quantity       INT         NOT NULL,
    price_seen_fen BIGINT      NOT NULL,
    added_at       DATETIME(3) NOT NULL,
    PRIMARY KEY (cart_id, offer_id),
    CONSTRAINT ord_visitor_line_quantity CHECK (quantity BETWEEN 1 AND 9999)
) DEFAULT CHARACTER SET utf8mb4;
