-- In which live slot something is bought, and of a line that was: whose show it was and what of the price is whose. Basis points.
ALTER TABLE ord_cart_line
    ADD COLUMN live_slot_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NULL;

ALTER TABLE ord_line
    ADD COLUMN live_session_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN live_slot_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN live_host_id     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN live_host_bps    INT         NULL,
    -- Node that helped to sell.
    ADD COLUMN live_station     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN live_station_bps INT         NULL,
    ADD KEY ord_line_live (live_slot_id),
    ADD CONSTRAINT ord_line_live_whole CHECK ((live_slot_id IS NULL) = (live_session_id IS NULL)
        AND (live_slot_id IS NULL) = (live_host_id IS NULL) AND (live_slot_id IS NULL) = (live_host_bps IS NULL)
        AND (live_slot_id IS NULL) = (live_station_bps IS NULL)
        AND (live_slot_id IS NULL OR live_host_bps >= 0 AND live_station_bps >= 0
            AND live_host_bps + live_station_bps <= 10000));
