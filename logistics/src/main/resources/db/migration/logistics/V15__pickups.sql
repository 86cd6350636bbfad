-- What waits at stations moves out of the register of parcels into a table of its own: the code that opens it, and until when it waits.

CREATE TABLE log_pickup (
    barcode       VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Kept by accounts; here stands no name or phone.
    recipient_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    storage_class VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cash_due_fen  BIGINT      NOT NULL,
    code_sealed   VARBINARY(64) NOT NULL,
    code_index    BINARY(16)  NOT NULL,
    ready_at      DATETIME(3) NOT NULL,
    -- Afterwards it goes back with the next van.
    collect_by    DATETIME(3) NOT NULL,
    extended_at   DATETIME(3),
    -- How many reminders were sent, and for which moment the next one stands; null for none.
    reminders     INT         NOT NULL DEFAULT 0,
    remind_at     DATETIME(3),
    -- Since when its recipient knows that he came to the wrong station.
    elsewhere_at  DATETIME(3),
    PRIMARY KEY (barcode),
    UNIQUE KEY log_pickup_order (order_id),
    UNIQUE KEY log_pickup_code (node_code, code_index),
    KEY log_pickup_due (node_code, collect_by),
    KEY log_pickup_remind (remind_at)
) DEFAULT CHARACTER SET utf8mb4;

-- What waits already waits for a week from when it came, whatever it is: nobody was told a day before.
INSERT INTO log_pickup (barcode, county_code, order_id, node_code, recipient_id, storage_class, cash_due_fen,
    code_sealed, code_index, ready_at, collect_by)
SELECT barcode, county_code, order_id, to_node, recipient_id, storage_class, cash_due_fen, pickup_sealed, pickup_index,
    moved_at, TIMESTAMPADD(DAY, 7, moved_at)
FROM log_parcel WHERE state = 'READY' AND pickup_index IS NOT NULL AND pickup_sealed IS NOT NULL;

ALTER TABLE log_parcel
    DROP KEY log_parcel_pickup,
    DROP COLUMN pickup_sealed,
    DROP COLUMN pickup_index;
