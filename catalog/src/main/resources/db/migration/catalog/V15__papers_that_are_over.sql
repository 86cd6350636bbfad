-- When another took its place: what was never decided, or decided long ago, is not kept for ever.
ALTER TABLE cat_seller_item
    ADD COLUMN replaced_at DATETIME(3) NULL,
    ADD KEY cat_seller_item_over (state, replaced_at);
UPDATE cat_seller_item SET replaced_at = COALESCE(decided_at, submitted_at) WHERE state = 'REPLACED';
