-- How the auction of what went out ended: SOLD to whom and for how much, or UNSOLD; null while nobody has told.
ALTER TABLE log_reserve_rotation
    ADD COLUMN auction   VARCHAR(6)  CHARACTER SET ascii COLLATE ascii_bin,
    -- The winning bidder, as the trading centre names it.
    ADD COLUMN sold_to   VARCHAR(60),
    -- For all of it.
    ADD COLUMN sold_fen  BIGINT,
    ADD COLUMN result_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN result_at DATETIME(3),
    ADD CONSTRAINT log_reserve_rotation_auction CHECK (
        (auction IS NULL OR (offer = 'AUCTION' AND result_by IS NOT NULL))
        AND (auction IS NULL OR auction <> 'SOLD' OR (sold_to IS NOT NULL AND sold_fen >= 0)));
