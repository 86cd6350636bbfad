-- A short pick that was heard of when its order was complete changes the order no more: an operator settles it by hand.
ALTER TABLE ord_short_pick
    -- TAKEN_OFF the order, or AFTER_DELIVERY.
    ADD COLUMN outcome VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'TAKEN_OFF',
    ADD KEY ord_short_pick_outcome (county_code, outcome, short_id);
