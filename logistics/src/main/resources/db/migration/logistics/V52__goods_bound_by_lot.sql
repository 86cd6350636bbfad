-- Whether a lot is set aside is asked by SKU and lot, whenever somebody takes pieces off hold.
CREATE INDEX log_release_draw_lot ON log_release_draw (sku_code, lot_code);
CREATE INDEX log_reserve_rotation_auction ON log_reserve_rotation (sku_code, offer);
