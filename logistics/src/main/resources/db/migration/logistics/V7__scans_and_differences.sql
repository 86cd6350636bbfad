-- More kinds of scans: loading apart from leaving, seals, nested bags, the way back, lost and found; and when things really happened.

ALTER TABLE log_parcel
    -- On its way back to where it came from.
    ADD COLUMN going_back TINYINT     NOT NULL DEFAULT 0,
    -- Where on the shelves it lies.
    ADD COLUMN shelf      VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    -- Since when it is known to be damaged.
    ADD COLUMN damaged_at DATETIME(3),
    -- When its last step happened; no scan of an earlier moment moves it.
    ADD COLUMN moved_at   DATETIME(3);
UPDATE log_parcel SET moved_at =
    COALESCE((SELECT MAX(c.at) FROM log_custody c WHERE c.barcode = log_parcel.barcode), booked_at);
ALTER TABLE log_parcel MODIFY COLUMN moved_at DATETIME(3) NOT NULL;

ALTER TABLE log_bag
    ADD COLUMN seal   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    -- The bag that it lies in itself.
    ADD COLUMN in_bag CHAR(18)    CHARACTER SET ascii COLLATE ascii_bin,
    ADD KEY log_bag_in (in_bag),
    ADD KEY log_bag_holder (holder, holder_kind, state);

-- `at` is when a step happened, by the scanner where its clock could be corrected; this is when we heard of it.
ALTER TABLE log_custody
    ADD COLUMN recorded_at DATETIME(3),
    -- Shelf, chute, seal, reason or weight, by what happened.
    ADD COLUMN detail      VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    ADD KEY log_custody_recorded (county_code, recorded_at, barcode, seq);
UPDATE log_custody SET recorded_at = at;
ALTER TABLE log_custody MODIFY COLUMN recorded_at DATETIME(3) NOT NULL;

ALTER TABLE log_scan
    ADD COLUMN occurred_at DATETIME(3),
    ADD COLUMN inner_sscc  CHAR(18)    CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN trip        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin;
-- Where the two sides of a hand-over do not agree: what is missing, too much or broken, who must answer, and until when.

CREATE TABLE log_difference (
    difference_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- SHORT, OVER or DAMAGED.
    kind          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    barcode       VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin,
    sscc          CHAR(18)     CHARACTER SET ascii COLLATE ascii_bin,
    -- Who saw it, and who handed the thing over and must answer.
    node_code     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_path     VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner_node    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner_path    VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail        VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    opened_by     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_at     DATETIME(3)  NOT NULL,
    due_at        DATETIME(3)  NOT NULL,
    -- OPEN or CLOSED.
    state         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Kind and thing while it is open: there is one open difference of a kind about a thing.
    open_key      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    reason        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin,
    note          VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    closed_by     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    closed_at     DATETIME(3),
    PRIMARY KEY (difference_id),
    UNIQUE KEY log_difference_open (open_key),
    KEY log_difference_node (node_code, state, difference_id),
    KEY log_difference_owner (owner_node, state, difference_id),
    KEY log_difference_parcel (barcode, kind),
    KEY log_difference_due (county_code, state, due_at)
) DEFAULT CHARACTER SET utf8mb4;
