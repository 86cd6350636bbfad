-- Stock that is kept apart for a live slot, a presale or a promotion, under an id that only its taker understands. Pieces.
CREATE TABLE log_allotment (
    allotment_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    allotted     BIGINT      NOT NULL,
    -- What orders took of it, less what they gave back.
    drawn        BIGINT      NOT NULL,
    -- What went back to what anybody may buy.
    freed        BIGINT      NOT NULL,
    -- 1 while it is alive: then what orders give back comes back to it.
    is_open      SMALLINT    NOT NULL,
    changed_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (allotment_id, sku_code, node_code),
    KEY log_allotment_level (sku_code, node_code),
    CONSTRAINT log_allotment_pieces CHECK (allotted > 0 AND drawn >= 0 AND freed >= 0 AND drawn + freed <= allotted),
    CONSTRAINT log_allotment_open CHECK (is_open IN (0, 1) AND (is_open = 1 OR drawn + freed = allotted))
) DEFAULT CHARACTER SET utf8mb4;

-- From which allotment an order holds its pieces; null for what anybody may buy.
ALTER TABLE log_reservation
    ADD COLUMN allotment_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD KEY log_reservation_allotment (allotment_id);

-- For whoever checks what was sold against what was kept apart for it (org.cunlu.logistics.Allotments).
CREATE VIEW log_allotment_book AS
    SELECT allotment_id, sku_code, node_code, allotted, drawn, freed, is_open
    FROM log_allotment;
