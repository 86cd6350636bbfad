-- Ways between nodes as the county measured them.

CREATE TABLE log_road_way (
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_node   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_node     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- -1 in both where there is no way.
    metres      INT         NOT NULL,
    seconds     INT         NOT NULL,
    PRIMARY KEY (from_node, to_node)
) DEFAULT CHARACTER SET utf8mb4;
