-- What a transfer ships travels in parcels of its own: units that hold pieces of its lines.

ALTER TABLE log_parcel
    -- ORDER for what people bought or send back, GOODS for units of a transfer: these have no recipient.
    ADD COLUMN kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'ORDER';

ALTER TABLE log_bag
    -- BAG or CRATE, which has limits of its own.
    ADD COLUMN kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'BAG';

ALTER TABLE log_transfer
    -- OWN when somebody carries it himself, LINE when it travels with the lines of the network.
    ADD COLUMN carriage VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'OWN';

CREATE TABLE log_goods_unit (
    barcode     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    transfer_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    unit_no     INT         NOT NULL,
    -- When and by whom it was opened where it was to go.
    taken_in_at DATETIME(3),
    taken_in_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (barcode),
    UNIQUE KEY log_goods_unit_no (transfer_id, unit_no)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_goods_unit_line (
    barcode     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Line of the transfer.
    line_no     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    packed      BIGINT      NOT NULL,
    -- What was found in it, of which some may be damaged.
    came        BIGINT      NOT NULL DEFAULT 0,
    damaged     BIGINT      NOT NULL DEFAULT 0,
    PRIMARY KEY (barcode, line_no),
    CONSTRAINT log_goods_unit_pieces CHECK (packed > 0 AND came >= 0 AND came <= packed AND damaged >= 0
        AND damaged <= came)
) DEFAULT CHARACTER SET utf8mb4;
