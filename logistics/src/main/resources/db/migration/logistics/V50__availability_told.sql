-- What the world was told last of how many pieces of a SKU may be bought at a node.
CREATE TABLE log_availability_told (
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    available   BIGINT      NOT NULL,
    told_at     DATETIME(3) NOT NULL,
    PRIMARY KEY (sku_code, node_code)
) DEFAULT CHARACTER SET utf8mb4;

-- Whose turn it is to look: one of several instances at a time, by the database's clock.
CREATE TABLE log_availability_turn (
    id        SMALLINT    NOT NULL,
    looked_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO log_availability_turn (id, looked_at) VALUES (1, '2020-01-01 00:00:00');
