-- Parcels at or coming to a node that was suspended: each is looked at once for each step of the node's life to SUSPENDED.

CREATE TABLE log_evacuated (
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Of the node's life.
    step_seq    INT         NOT NULL,
    barcode     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- SENT_ON, or as it was: KEPT, which needs nothing, and WAITING at its station, which has no way yet.
    outcome     VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The county's time.
    at          DATETIME(3) NOT NULL,
    PRIMARY KEY (node_code, step_seq, barcode)
) DEFAULT CHARACTER SET utf8mb4;
