-- The watch for slips is held by one instance at a time, until then by the database's clock; and what waits for one cause is found.

ALTER TABLE log_slip_watch CHANGE COLUMN ran_at held_until DATETIME(3);
ALTER TABLE log_stranded ADD KEY log_stranded_cause (cause, barcode);

-- Of what the keepers of a node were told on a day of the county.
CREATE TABLE log_slip_told (
    node_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason    VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    day       DATE        NOT NULL,
    PRIMARY KEY (node_code, reason, day)
) DEFAULT CHARACTER SET utf8mb4;

-- What came late before slips were kept.
INSERT INTO log_slip (barcode, cause, county_code, seq, reason, promised_before, promised_after, to_before, to_after, actor,
    note, at)
SELECT p.barcode, 'unrecorded', p.county_code, 1, 'RAN_LATE', p.promised_at, there.at, p.to_node, p.to_node, 'system',
    '此前未记录 · Not recorded before', there.at
FROM log_parcel p
JOIN (SELECT barcode, MIN(at) AS at FROM log_custody WHERE state_to IN ('READY', 'WITH_CARRIER') GROUP BY barcode) there
    ON there.barcode = p.barcode
WHERE there.at > p.promised_at AND NOT EXISTS (SELECT 1 FROM log_slip s WHERE s.barcode = p.barcode);
UPDATE log_parcel SET slipped_to = (SELECT s.promised_after FROM log_slip s
    WHERE s.barcode = log_parcel.barcode AND s.cause = 'unrecorded')
WHERE barcode IN (SELECT s.barcode FROM log_slip s WHERE s.cause = 'unrecorded');
