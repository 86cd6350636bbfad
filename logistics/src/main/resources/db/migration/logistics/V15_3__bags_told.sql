-- Of which trips the keeper of a station was told that they bring him bags: once for each.

CREATE TABLE log_bags_told (
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE        NOT NULL,
    told_at      DATETIME(3) NOT NULL,
    PRIMARY KEY (node_code, line_code, service_date)
) DEFAULT CHARACTER SET utf8mb4;

ALTER TABLE log_bag ADD KEY log_bag_state (state, next_node);
