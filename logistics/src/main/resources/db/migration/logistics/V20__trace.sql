-- The trace of a lot asks for its movements at all nodes.
ALTER TABLE log_stock_movement
    ADD KEY log_stock_movement_lot (lot_code, cause_kind);
