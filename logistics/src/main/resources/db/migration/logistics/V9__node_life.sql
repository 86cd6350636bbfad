-- What a node is to those who use it, a version against changes that cross each other, and its life.

ALTER TABLE log_node
    -- Rises with each change of the row.
    ADD COLUMN version INT NOT NULL DEFAULT 1,
    -- Global Location Number of GS1.
    ADD COLUMN gln CHAR(13) CHARACTER SET ascii COLLATE ascii_bin,
    -- Names with blanks between.
    ADD COLUMN services VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'PICKUP DROP_OFF RETAIL CASH',
    -- Parcels and cubic centimetres that find room; null when nobody counted.
    ADD COLUMN parcels_max INT,
    ADD COLUMN volume_max_cm3 BIGINT,
    -- 1 to 5; null for none.
    ADD COLUMN stars SMALLINT,
    ADD COLUMN enabled TINYINT NOT NULL DEFAULT 1,
    ADD COLUMN open_to_users TINYINT NOT NULL DEFAULT 1,
    ADD COLUMN reachable_by_vehicle TINYINT NOT NULL DEFAULT 1,
    ADD COLUMN dispatchable TINYINT NOT NULL DEFAULT 1,
    ADD UNIQUE KEY log_node_gln (county_code, gln);

-- The life of each node: one row a step. Never changed.
CREATE TABLE log_node_step (
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq         INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Null for the first.
    from_status VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin,
    to_status   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    why         VARCHAR(200) NOT NULL,
    -- The county's time.
    at          DATETIME(3) NOT NULL,
    -- The database's own, by which instances agree how long ago it was.
    written_at  DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (node_code, seq),
    KEY log_node_step_county (county_code, to_status, at)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO log_node_step (node_code, seq, county_code, from_status, to_status, actor, why, at)
    SELECT code, 1, county_code, NULL, status, 'system', '此前未记录 · Not recorded before', CURRENT_TIMESTAMP(3)
    FROM log_node;
