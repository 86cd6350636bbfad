-- The promise as the buyer was told it; null in orders that were placed before it was kept.
ALTER TABLE ord_order
    -- Of the address outside the county: the carrier's lead time hangs on it. Null within the county.
    ADD COLUMN outside_province VARCHAR(40),
    -- The county's day and hours.
    ADD COLUMN arrives_on    DATE,
    ADD COLUMN arrives_from  TIME,
    ADD COLUMN arrives_until TIME,
    ADD COLUMN arrival_why   VARCHAR(200);
