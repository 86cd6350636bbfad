-- What a SKU that is counted in 斤 or kilograms may weigh more or less than was ordered, in basis points; null where it is sold as
-- it is packed. Who buys it pays for what it weighs.
ALTER TABLE cat_sku
    ADD COLUMN weight_tolerance_bps INT NULL,
    ADD CONSTRAINT cat_sku_tolerance CHECK (weight_tolerance_bps IS NULL
        OR (weight_tolerance_bps BETWEEN 1 AND 3000 AND unit IN ('JIN', 'KG')));
