-- Cash that stations and hubs bring to the bank, and data of invoices. Money is fen, times are UTC, days are the county's.

-- What a node brought; its id stands on the slip, so that the bank's line tells it.
CREATE TABLE ord_remittance (
    remittance_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fen           BIGINT      NOT NULL,
    state         VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    brought_by    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    brought_at    DATETIME(3) NOT NULL,
    matched_at    DATETIME(3),
    PRIMARY KEY (remittance_id),
    KEY ord_remittance_node (node_code, remittance_id),
    KEY ord_remittance_open (county_code, state, remittance_id),
    CONSTRAINT ord_remittance_state CHECK (state IN ('BROUGHT', 'MATCHED')),
    CONSTRAINT ord_remittance_fen CHECK (fen > 0)
) DEFAULT CHARACTER SET utf8mb4;

-- What the bank says arrived. Its own serial number tells a line that is sent twice.
CREATE TABLE ord_bank_line (
    county_code   VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    serial        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    booked_on     DATE         NOT NULL,
    fen           BIGINT       NOT NULL,
    reference     VARCHAR(200) NOT NULL,
    state         VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    remittance_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    read_at       DATETIME(3)  NOT NULL,
    -- Who said whose it is, where nothing matched.
    settled_by    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (county_code, serial),
    UNIQUE KEY ord_bank_line_remittance (remittance_id),
    KEY ord_bank_line_open (county_code, state, serial),
    CONSTRAINT ord_bank_line_state CHECK (state IN ('MATCHED', 'UNMATCHED')),
    CONSTRAINT ord_bank_line_fen CHECK (fen > 0)
) DEFAULT CHARACTER SET utf8mb4;

-- To whom a buyer wants an order invoiced.
CREATE TABLE ord_invoice (
    order_id      CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id    VARCHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seller_code   VARCHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    title_sealed  VARBINARY(400) NOT NULL,
    number_sealed VARBINARY(120),
    state         VARCHAR(10)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asked_at      DATETIME(3)    NOT NULL,
    exported_at   DATETIME(3),
    PRIMARY KEY (order_id),
    KEY ord_invoice_open (county_code, state, order_id),
    KEY ord_invoice_account (account_id),
    CONSTRAINT ord_invoice_state CHECK (state IN ('ASKED', 'EXPORTED'))
) DEFAULT CHARACTER SET utf8mb4;
