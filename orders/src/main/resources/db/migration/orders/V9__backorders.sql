-- Orders of goods that are still to come, where a county's policy lets buyers wait for them.
ALTER TABLE ord_source_policy
    -- NEVER, or EXPECTED: what no shelf holds may be ordered of what is on its way.
    ADD COLUMN backorder VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'NEVER',
    ADD CONSTRAINT ord_source_policy_backorder CHECK (backorder IN ('NEVER', 'EXPECTED'));

ALTER TABLE ord_order
    DROP CONSTRAINT ord_order_fulfilment,
    ADD CONSTRAINT ord_order_fulfilment CHECK (fulfilment_status IN ('EXPECTED',
        'RESERVED', 'ALLOCATED', 'PACKED', 'READY', 'HANDED_OVER', 'WITH_CARRIER', 'GIVEN_BACK', 'RETURNED', 'LOST'));
