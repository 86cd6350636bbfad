-- A higher forecast that the seller asked for and the county has not decided yet; null for none.
ALTER TABLE ord_presale ADD COLUMN raise_to BIGINT NULL;
ALTER TABLE ord_presale ADD CONSTRAINT ord_presale_raise CHECK (raise_to IS NULL OR raise_to > forecast);
