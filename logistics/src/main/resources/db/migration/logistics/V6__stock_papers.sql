-- Papers of the warehouse: transfers, counts, adjustments, purchase orders, policies of replenishment, requests of stations.

CREATE TABLE log_transfer (
    transfer_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_node   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_node     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- SHIPPED until each piece is received or written off, then DONE.
    state       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason      VARCHAR(200),
    shipped_by  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    shipped_at  DATETIME(3) NOT NULL,
    -- The collective purchase that it brings to a station; null for others.
    gathering_id CHAR(13)   CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (transfer_id),
    KEY log_transfer_from (from_node, transfer_id),
    KEY log_transfer_to (to_node, transfer_id),
    CONSTRAINT log_transfer_away CHECK (from_node <> to_node)
) DEFAULT CHARACTER SET utf8mb4;

-- In transit is shipped - received - lost.
CREATE TABLE log_transfer_line (
    transfer_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lot_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner       VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status      VARCHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    shipped     BIGINT      NOT NULL,
    -- Good and damaged pieces that came.
    received    BIGINT      NOT NULL,
    damaged     BIGINT      NOT NULL,
    lost        BIGINT      NOT NULL,
    PRIMARY KEY (transfer_id, line_no),
    KEY log_transfer_line_sku (sku_code),
    CONSTRAINT log_transfer_line_whole CHECK (shipped > 0 AND received >= 0 AND lost >= 0
        AND damaged BETWEEN 0 AND received AND received + lost <= shipped)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_count (
    count_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- COUNTING, RECOUNTING, DONE or CANCELLED.
    state       VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_at   DATETIME(3) NOT NULL,
    -- What became of the differences; null when there were none.
    adjustment_id CHAR(13)  CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (count_id),
    KEY log_count_node (node_code, count_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_count_line (
    count_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lot_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner       VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status      VARCHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    bin_code    VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- As the books said when the level was frozen; no counter sees it.
    expected    BIGINT      NOT NULL,
    counted     BIGINT,
    counted_by  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    recounted   BIGINT,
    recounted_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (count_id, line_no)
) DEFAULT CHARACTER SET utf8mb4;

-- Pieces are written up, down or off, with a reason; above a limit somebody else signs.
CREATE TABLE log_adjustment (
    adjustment_id CHAR(13)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- ADJUSTED or SCRAPPED.
    what        VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- PROPOSED, POSTED or REJECTED.
    state       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason      VARCHAR(200) NOT NULL,
    proposed_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_at DATETIME(3) NOT NULL,
    decided_by  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    decided_at  DATETIME(3),
    count_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    act_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (adjustment_id),
    KEY log_adjustment_node (node_code, state, adjustment_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_adjustment_line (
    adjustment_id CHAR(13)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lot_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner       VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status      VARCHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    bin_code    VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      BIGINT      NOT NULL,
    PRIMARY KEY (adjustment_id, line_no),
    CONSTRAINT log_adjustment_line_some CHECK (pieces <> 0)
) DEFAULT CHARACTER SET utf8mb4;

-- Pieces that were adjusted on one signature at a node on a day: the limit is the day's, not the act's.
CREATE TABLE log_adjustment_day (
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    day         DATE        NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      BIGINT      NOT NULL,
    PRIMARY KEY (node_code, day)
) DEFAULT CHARACTER SET utf8mb4;
