-- A harvest that is forecast is a third kind of what is to come: held by the orders of its presale alone, under an opaque id.
ALTER TABLE log_expected
    DROP CONSTRAINT log_expected_kind,
    ADD CONSTRAINT log_expected_kind CHECK (source_kind IN ('PURCHASE', 'TRANSFER', 'HARVEST'));
