-- What a reserve is to have again is ordered too: a draft, until a person approves it. DRAFT becomes ORDERED, or CLOSED.
ALTER TABLE log_purchase
    -- ROTATION or RELEASE and its id: what the goods make up for; null for sale stock.
    ADD COLUMN refills      VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN refills_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    -- The holding that the goods come into, by its intake.
    ADD COLUMN holding_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN approved_by  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN approved_at  DATETIME(3),
    -- One for each holding and rotation or release, whoever tries.
    ADD CONSTRAINT log_purchase_refill UNIQUE (refills, refills_id, holding_code);
